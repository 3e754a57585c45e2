/** A style sheet as text, which Vite leaves as it is. */
declare module '*.css?raw' {
  const text: string;
  export default text;
}
