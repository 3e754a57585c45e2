import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The command lines that hold a text that only ours have, such as a temporary folder. */
export const commandLines = async (text: string): Promise<string[]> => {
  const { stdout } = await run('ps', ['-eo', 'pid=,args=']);
  return stdout.split('\n').filter((line) => line.includes(text));
};

/** The processes whose command line holds a text that only ours have, such as a temporary folder. */
export const findProcesses = async (text: string): Promise<number[]> =>
  (await commandLines(text)).map((line) => Number.parseInt(line, 10));
