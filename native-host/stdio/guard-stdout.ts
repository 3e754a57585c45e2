import { Console } from 'node:console';

/**
 * Keeps stdout for frames alone: a browser reads any other byte as a length. Stray writes and `console` go
 * to stderr. Returns the only way left to stdout.
 */
export const guardStdout = (process: NodeJS.Process): ((bytes: Buffer, done: () => void) => void) => {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr) as typeof stdout.write;
  globalThis.console = new Console(stderr);
  return (bytes, done) => void write(bytes, done);
};
