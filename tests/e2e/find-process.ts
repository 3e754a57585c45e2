import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The command lines that contain a text, such as the path of a temporary folder. */
export const commandLines = async (text: string): Promise<string[]> => {
  const { stdout } = await run('ps', ['-eo', 'pid=,args=']);
  return stdout.split('\n').filter((line) => line.includes(text));
};

/** The processes whose command line contains a text, such as the path of a temporary folder. */
export const findProcesses = async (text: string): Promise<number[]> =>
  (await commandLines(text)).map((line) => Number.parseInt(line, 10));
