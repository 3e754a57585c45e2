/** A file as text, which the bundler includes. */
declare module '*?raw' {
  const text: string;
  export default text;
}
