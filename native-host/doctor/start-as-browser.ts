import { type ChildProcess, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { type Batch, messagesIn } from '../../shared/protocol/batch.ts';
import { MAX_FRAME_TO_BROWSER, MAX_FRAME_TO_HOST } from '../../shared/protocol/limits.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/version.ts';
import { VERSION } from '../../shared/version.ts';
import { encodeFrame } from '../stdio/encode-frame.ts';
import { createFrameDecoder } from '../stdio/frame-decoder.ts';
import type { Program, Started, StartOutcome } from './doctor-world.ts';

/** Milliseconds that a program has for its first answer. */
const START_LIMIT_MS = 5_000;

/** Milliseconds that it has to exit when its input ends. Browsers kill it after 2 s (Chrome) or 3 s (Firefox). */
const EXIT_LIMIT_MS = 2_000;

/** The last characters of standard error that are kept. */
const KEPT_STDERR = 2_000;

const HELLO = { type: 'hello', protocol: PROTOCOL, client: { name: 'doctor', version: VERSION } };

/** The outcome that a message of the host means. Undefined for other messages. */
const outcomeOf = (message: HostMessage): StartOutcome | undefined => {
  if (message.type === 'welcome') return { kind: 'welcome', version: message.host.version };
  return message.type === 'error'
    ? { kind: 'error', code: message.code, message: message.message }
    : undefined;
};

/** Ends a program as a browser does: closes its input, and kills it if it does not exit. */
const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  const kill = setTimeout(() => child.kill('SIGKILL'), EXIT_LIMIT_MS);
  await exited;
  clearTimeout(kill);
};

/** Starts a program and resolves with its first answer. Windows starts batch files with the command interpreter. */
export const startAsBrowser = async (
  { path, args, env }: Program,
  limitMs = START_LIMIT_MS,
): Promise<Started> => {
  const { promise, resolve } = Promise.withResolvers<StartOutcome>();
  let stderr = '';
  const shell = process.platform === 'win32' && /\.(bat|cmd)$/i.test(path);
  const child = spawn(shell ? `"${path}"` : path, args, {
    env,
    shell,
    cwd: dirname(path),
    windowsHide: true,
  });
  const limit = setTimeout(() => resolve({ kind: 'silent' }), limitMs);
  const decode = createFrameDecoder((raw) => {
    for (const message of messagesIn(raw as Batch<HostMessage>)) {
      const outcome = outcomeOf(message);
      if (outcome) resolve(outcome);
    }
  }, MAX_FRAME_TO_BROWSER);
  child.stdout.on('data', (chunk: Buffer) => {
    try {
      decode(chunk);
    } catch {
      resolve({ kind: 'stray' });
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-KEPT_STDERR);
  });
  child.on('error', (error: NodeJS.ErrnoException) =>
    resolve({ kind: 'denied', errno: error.code ?? error.name }),
  );
  // After all output was read.
  child.on('close', (exit) => resolve({ kind: 'exited', exit }));
  // It may have exited before it reads.
  child.stdin.on('error', () => {}).write(encodeFrame(HELLO, MAX_FRAME_TO_HOST));
  const outcome = await promise;
  clearTimeout(limit);
  await end(child);
  // A program that it has started may still hold them.
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
  return { outcome, stderr };
};
