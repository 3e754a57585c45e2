/**
 * Keeps stdout for frames alone: a browser reads any other byte as a length. Stray writes go to stderr, those
 * of `console` too, which writes by the same function. Returns the only way left to stdout.
 */
export const guardStdout = (process: NodeJS.Process): ((bytes: Buffer, done: () => void) => void) => {
  const { stdout } = process;
  const write = stdout.write.bind(stdout);
  // stderr is opened when there is something to say: no start waits for it.
  const stray = (...args: Parameters<typeof stdout.write>) => process.stderr.write(...args);
  stdout.write = stray as typeof stdout.write;
  return (bytes, done) => void write(bytes, done);
};
