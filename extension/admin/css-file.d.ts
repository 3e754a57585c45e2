/** A style sheet that the bundler adds to that of the page. */
declare module '*.css';
