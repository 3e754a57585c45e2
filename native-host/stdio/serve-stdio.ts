import type { Caller } from '../../shared/access/caller.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import { problem } from '../../shared/errors/problem.ts';
import { MAX_FRAME_TO_HOST } from '../../shared/protocol/limits.ts';
import { PROTOCOL, type VersionRange } from '../../shared/protocol/version.ts';
import { openFirstPairingWindow } from '../grants/pairing-window.ts';
import type { CallHost } from '../rpc/call-context.ts';
import { createOutbox } from '../session/outbox.ts';
import { openStore } from '../store/sqlite/open-store.ts';
import { StoreError } from '../store/store-error.ts';
import { storeFile } from '../store/store-file.ts';
import { describeFault } from './describe-fault.ts';
import { encodeFrame } from './encode-frame.ts';
import { encodeWrite } from './encode-write.ts';
import { createFrameDecoder } from './frame-decoder.ts';
import { guardStdout } from './guard-stdout.ts';
import { noteStart } from './note-start.ts';
import { openHost } from './open-host.ts';
import { openUpstream } from './open-upstream.ts';
import { createWriteBuffer } from './write-buffer.ts';

interface Options {
  readonly process: NodeJS.Process;
  readonly caller: Caller;
  /** Data directory. */
  readonly data: string;
  /** @default the versions of this build */
  readonly protocol?: VersionRange;
  /** Runs the checks of `doctor`. @default no checks */
  readonly checkUp?: CallHost['checkUp'];
  /** Whether a package installed this host, so that no command of the user has opened a pairing window. @default false */
  readonly isPackaged?: boolean;
  /** Whether the log of starts gets an entry. @default true */
  readonly logged?: boolean;
}

/** Milliseconds to write the last message. Browsers kill the host after 2 s (Chrome) or 3 s (Firefox). */
const LAST_WRITE_MS = 1_000;

/**
 * Milliseconds that usage waits before it is written, so that the browser can process the reply first. Writing it at once
 * delayed the reply by 0.3 ms to 3 ms.
 */
const USAGE_DELAY_MS = 50;

/**
 * Makes V8 collect garbage sooner instead of growing the heap: a host shares its machine with a model. V8 reads the flag
 * whenever it decides on that, so it takes effect while the program runs.
 */
const preferSmallHeap = (): void =>
  process.getBuiltinModule('node:v8').setFlagsFromString('--optimize-for-size');

/**
 * Serves the browser that started this process. Exits when the browser closes the pipes. It only carries bytes: modules of
 * lower layers decide what is allowed.
 */
export const serveStdio = (options: Options): void => {
  const { process, caller, data, protocol = PROTOCOL, checkUp, isPackaged, logged = true } = options;
  const write = guardStdout(process);
  // Loaded on use, which saves time at start.
  const random = (bytes: number) => process.getBuiltinModule('node:crypto').randomBytes(bytes);
  const buffer = createWriteBuffer();
  const outbox = createOutbox((envelopes, done) => {
    // The outbox starts a write only when the last one has completed.
    buffer.reset();
    write(buffer.join(encodeWrite(envelopes, buffer.allocate)), done);
  });

  const note = noteStart({ data, caller, logged });

  let close = () => {};
  const end = () => {
    try {
      close();
    } finally {
      note.end(0);
      process.exit(0);
    }
  };

  /** Writes the reason, then exits with code 1. */
  let dead = false;
  const die = (error: unknown, code: ErrorCode) => {
    if (dead) return;
    dead = true;
    // The pipe may no longer have a reader.
    setTimeout(() => process.exit(1), LAST_WRITE_MS);
    note.say(describeFault(error, code));
    note.end(1, error instanceof StoreError ? 'store_failed' : code);
    const failure =
      error instanceof StoreError
        ? problem('store_failed', error.message)
        : problem(code, 'The host failed and has to exit.');
    write(encodeFrame({ type: 'error', ...failure }), () => process.exit(1));
    close();
  };
  process.on('uncaughtException', (error) => die(error, 'internal'));
  // The browser has closed the pipes.
  process.stdin
    .on('end', () => end())
    .on('close', () => end())
    .on('error', () => end());
  process.stdout.on('error', () => end());

  const start = async () => {
    const store = openStore(storeFile(data), Date.now, {
      report: note.say,
    });
    if (isPackaged && caller.own) await openFirstPairingWindow({ store, now: Date.now });
    const { relay, upstream } = await openUpstream(store.settings, data, process.env['OLLAMA_HOST']);
    const { connection, close: closeHost } = openHost({
      ...{ caller, store, relay, upstream, outbox, random, protocol, ...(checkUp && { checkUp }) },
      countWait: USAGE_DELAY_MS,
    });
    close = () => {
      closeHost();
      relay.close();
      void store.close();
    };
    const decode = createFrameDecoder(
      (frame, bytes) => connection.receive(frame, bytes),
      MAX_FRAME_TO_HOST,
      (start) => connection.receiveTooLong(start),
    );
    // After the first frames are answered, because it takes time.
    process.stdin.once('data', () => setImmediate(preferSmallHeap));
    process.stdin.on('data', (chunk: Buffer) => {
      // After a fatal error, stdin is only read to detect its end.
      if (dead) return;
      try {
        decode(chunk);
      } catch (error) {
        die(error, 'protocol_error');
      }
    });
  };
  start().catch((error: unknown) => die(error, 'internal'));
};
