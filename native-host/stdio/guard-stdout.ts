/** The methods of `console` that write to stdout. */
const CONSOLE = [
  'log',
  'info',
  'debug',
  'dir',
  'dirxml',
  'table',
  'group',
  'count',
  'timeEnd',
  'timeLog',
] as const;

/**
 * Reserves stdout for frames, because a browser would read any other output as a length. Redirects all other writes,
 * including those of `console`, to stderr. Returns the function that writes to stdout.
 */
export const guardStdout = (process: NodeJS.Process): ((bytes: Buffer, done: () => void) => void) => {
  const { stdout } = process;
  const write = stdout.write.bind(stdout);
  // Opens stderr on use, which saves time at start.
  const stray = (...args: Parameters<typeof stdout.write>) => process.stderr.write(...args);
  stdout.write = stray as typeof stdout.write;
  // Bun's console writes to the descriptor and not to `process.stdout`.
  if (process.versions['bun']) for (const name of CONSOLE) console[name] = console.error;
  return (bytes, done) => void write(bytes, done);
};
