import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A point on the screen, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A virtual X server with a window manager, a pointer and a keyboard. */
export interface Desktop {
  /** The value for DISPLAY. */
  readonly display: string;
  /** Runs commands of xdotool, which sends the events of a real mouse and keyboard. */
  input(...commands: readonly (string | number)[]): Promise<void>;
  stop(): Promise<void>;
}

/** Matches the line that Xvfb writes when it is ready: the number of its display. */
const displayOf = async (line: Readable): Promise<string> => {
  let text = '';
  for await (const chunk of line) {
    text += chunk;
    if (text.includes('\n')) return `:${text.trim()}`;
  }
  throw new Error('Xvfb exited before it was ready.');
};

export const startDesktop = async ({ width = 1600, height = 1000 } = {}): Promise<Desktop> => {
  const server = spawn(
    'Xvfb',
    // Without -noreset, the server resets when its last client disconnects, and drops clients that are connecting.
    ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const display = await displayOf(server.stdio[3] as Readable);
  const env = { ...process.env, DISPLAY: display };
  const manager = spawn('openbox', ['--sm-disable'], { env, stdio: 'ignore' });
  const input: Desktop['input'] = async (...commands) => {
    await run('xdotool', commands.map(String), { env });
  };
  const isManaged = () =>
    input('get_desktop').then(
      () => true,
      () => false,
    );
  // The window manager is ready when it can report the current desktop.
  while (!(await isManaged())) {
    if (manager.exitCode !== null) throw new Error('openbox exited before it was ready.');
  }
  return {
    display,
    input,
    async stop() {
      for (const process of [manager, server]) {
        if (process.exitCode !== null || process.signalCode !== null) continue;
        const ended = once(process, 'exit');
        process.kill();
        await ended;
      }
    },
  };
};
