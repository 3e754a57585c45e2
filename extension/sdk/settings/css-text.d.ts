/** Vite imports a style sheet as text if its name ends with `?raw`. */
declare module '*.css?raw' {
  const text: string;
  export default text;
}
