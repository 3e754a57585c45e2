import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a command. Passes its output through and returns it too. */
export const runAndListen = async (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ ok: boolean; said: Buffer }> => {
  const said: Buffer[] = [];
  const child = spawn(command, args, {
    stdio: ['inherit', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    // Programs write no colours to a pipe, so ask for them if this process writes to a terminal.
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }), ...env },
  });
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk)).pipe(process.stdout, { end: false });
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk)).pipe(process.stderr, { end: false });
  const [code] = (await once(child, 'close')) as [number | null];
  return { ok: code === 0, said: Buffer.concat(said) };
};
