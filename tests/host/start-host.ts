import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toBytes } from '../../extension/sdk/session/payload.ts';
import { openSession, type Session, type SessionOptions } from '../../extension/sdk/session/session.ts';
import { encodeFrame } from '../../native-host/stdio/encode-frame.ts';
import { createFrameDecoder } from '../../native-host/stdio/frame-decoder.ts';
import { HOST, hostCommand, hostEnv } from '../../scripts/test-env/host-command.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { type Batch, messagesIn } from '../../shared/protocol/batch.ts';
import { MAX_FRAME_TO_BROWSER, MAX_FRAME_TO_HOST } from '../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage } from '../../shared/protocol/messages.ts';
import type { Connect } from '../../shared/protocol/transport.ts';

export const COMPANION_ORIGIN = `chrome-extension://${COMPANION_ID_CHROMIUM}/`;

const BUILD = fileURLToPath(new URL('../../native-host/build.ts', import.meta.url));
// `npm test` builds first. A file that is run alone may have to build.
if (!existsSync(HOST)) execFileSync(process.execPath, [BUILD], { stdio: 'inherit' });

/** A frame of a host: messages of the root session, or of a channel. */
type Frame = HostMessage & { readonly channel?: number; readonly message?: HostMessage };

interface Client {
  readonly id: string;
  readonly page: boolean;
  readonly own: boolean;
}

/** A host as a browser uses it: a process, and frames in both directions. */
export interface RunningHost {
  readonly child: ChildProcessWithoutNullStreams;
  /** All frames so far. */
  readonly frames: readonly Frame[];
  /** All bytes of stdout so far. */
  readonly written: readonly Buffer[];
  readonly stderr: string;
  readonly exited: Promise<number | null>;
  send(frame: unknown): void;
  sendBytes(bytes: Buffer): void;
  /** The first frame, past or future, that matches. Rejects if the host exits without one. */
  frame(fits: (frame: Frame) => boolean): Promise<Frame>;
  /** Bytes of replies that have arrived on a channel. */
  bytesOn(channel: number): number;
  /** The session of the connection itself. */
  root(options?: Partial<SessionOptions>): Session;
  /** The session of a client, in a new channel, as the companion opens it. */
  client(client: Client, options?: Partial<SessionOptions>): Session & { readonly channel: number };
  /** Closes stdin, as a browser does, and waits for the exit. */
  stop(): Promise<number | null>;
}

const NAMED = { client: { name: 'test', version: '1' } };

/** Starts the built host over pipes, or the one that an installed wrapper starts. */
export const startHost = (
  env: NodeJS.ProcessEnv,
  origin = COMPANION_ORIGIN,
  wrapper?: string,
): RunningHost => {
  const [command, args] = wrapper === undefined ? hostCommand(origin) : [wrapper, [origin]];
  const child = spawn(command, args, {
    env: wrapper === undefined ? hostEnv(env) : { ...process.env, ...env },
    // On Windows, a browser starts the wrapper, which is a batch file, with the command interpreter.
    shell: wrapper !== undefined && process.platform === 'win32',
  });
  const written: Buffer[] = [];
  const frames: Frame[] = [];
  const watchers = new Set<(frame: Frame) => void>();
  const closers = new Set<() => void>();
  let stderr = '';
  let lastChannel = 0;

  /** A frame of several messages counts as one of each. */
  const receive = (frame: Frame) => {
    frames.push(frame);
    for (const watch of watchers) watch(frame);
  };
  const decode = createFrameDecoder((raw) => {
    for (const frame of messagesIn(raw as Batch<Frame>)) {
      const { channel, message } = frame;
      if (channel === undefined) receive(frame);
      else
        for (const each of messagesIn(message as Batch<HostMessage>))
          receive({ channel, message: each } as Frame);
    }
  }, MAX_FRAME_TO_BROWSER);
  child.stdout.on('data', (chunk: Buffer) => {
    written.push(chunk);
    decode(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  // The host may exit before it has read everything.
  child.stdin.on('error', () => {});
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  child.once('close', () => {
    for (const close of closers) close();
  });

  const send = (frame: unknown) => void child.stdin.write(encodeFrame(frame, MAX_FRAME_TO_HOST));

  const connect =
    (channel: number | undefined): Connect<ClientMessage, HostMessage> =>
    (receive, closed) => {
      watchers.add((frame) => {
        if (channel === undefined && frame.channel === undefined) receive(frame);
        else if (frame.channel === channel && frame.message) receive(frame.message);
      });
      closers.add(() => closed('the host has ended'));
      return {
        post: (message) => send(channel === undefined ? message : { channel, message }),
        close() {
          if (channel !== undefined) send({ type: 'close', channel });
        },
      };
    };

  return {
    child,
    frames,
    written,
    get stderr() {
      return stderr;
    },
    exited,
    send,
    sendBytes: (bytes) => void child.stdin.write(bytes),
    frame(fits) {
      const found = frames.find(fits);
      if (found) return Promise.resolve(found);
      const { promise, resolve, reject } = Promise.withResolvers<Frame>();
      const watch = (frame: Frame) => {
        if (!fits(frame)) return;
        watchers.delete(watch);
        resolve(frame);
      };
      watchers.add(watch);
      closers.add(() => reject(new Error(`The host ended without that frame. ${stderr}`)));
      return promise;
    },
    bytesOn: (channel) =>
      frames.reduce(
        (sum, { channel: on, message }) =>
          on === channel && message?.type === 'data'
            ? sum + (message.length ?? toBytes(message).byteLength)
            : sum,
        0,
      ),
    root: (options) => openSession(connect(undefined), { ...NAMED, ...options }),
    client(caller, options) {
      lastChannel += 1;
      const channel = lastChannel;
      send({ type: 'open', channel, caller });
      const session = openSession(connect(channel), { ...NAMED, ...options });
      return Object.defineProperty(session, 'channel', { value: channel }) as Session & { channel: number };
    },
    async stop() {
      child.stdin.end();
      return exited;
    },
  };
};
