import { join } from 'node:path';
import type { Caller } from '../../shared/access/caller.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import { problem } from '../../shared/errors/problem.ts';
import { MAX_FRAME_TO_HOST } from '../../shared/protocol/limits.ts';
import { PROTOCOL, type VersionRange } from '../../shared/protocol/version.ts';
import { VERSION } from '../../shared/version.ts';
import { newGrantId } from '../access/new-grant-id.ts';
import { createApprovals } from '../approvals/approvals.ts';
import { createCredentialSource } from '../credential/credential-source.ts';
import { vaultsOf } from '../credential/vaults.ts';
import { createGateway } from '../gateway/gateway.ts';
import { createOllamaProbe } from '../relay/ollama-probe.ts';
import { createRelay } from '../relay/relay.ts';
import { runCall } from '../rpc/run-call.ts';
import { createConnection } from '../session/connection.ts';
import { createOutbox } from '../session/outbox.ts';
import type { HostContext } from '../session/session-context.ts';
import { openStore } from '../store/open-store.ts';
import { StoreError } from '../store/store-error.ts';
import { resolveUpstream } from '../upstream/resolve-upstream.ts';
import { shownAddress } from '../upstream/shown-address.ts';
import { describeFault } from './describe-fault.ts';
import { encodeFrame } from './encode-frame.ts';
import { encodeTurn } from './encode-turn.ts';
import { createFrameDecoder } from './frame-decoder.ts';
import { guardStdout } from './guard-stdout.ts';
import { createPairing } from './pairing.ts';
import { spareMemory } from './spare-memory.ts';
import { createTurnMemory } from './turn-memory.ts';

interface Options {
  readonly process: NodeJS.Process;
  readonly caller: Caller;
  /** Folder of the store. */
  readonly data: string;
  /** @default what this build speaks */
  readonly protocol?: VersionRange;
}

/** How long the host may take for its last word: browsers give it 2 s (Chrome) or 3 s (Firefox), then kill it. */
const LAST_WORD_MS = 1_000;

/** The browser is at work on a short answer just then: a write to the disk took from its time, 0.3 ms of 3. */
const COUNT_WAIT_MS = 50;

/**
 * The stdio door: serves the browser that started this process until its end of the pipes closes, then
 * exits at once. Whoever calls, and whatever it may do, is decided behind it.
 */
export const serveStdio = ({ process, caller, data, protocol = PROTOCOL }: Options): void => {
  const write = guardStdout(process);
  // Loaded on use: nothing that a start waits for is random.
  const random = (bytes: number) => process.getBuiltinModule('node:crypto').randomBytes(bytes);
  const memory = createTurnMemory();
  const outbox = createOutbox((turn, done) => {
    // One turn is written at a time.
    memory.begin();
    write(memory.join(encodeTurn(turn, memory.allocate)), done);
  });

  let close = () => {};
  const end = () => {
    try {
      close();
    } finally {
      process.exit(0);
    }
  };

  /** Says why, then ends with an error. */
  let dead = false;
  const die = (error: unknown, code: ErrorCode) => {
    if (dead) return;
    dead = true;
    // Nobody may be reading: the last word is not waited for long.
    setTimeout(() => process.exit(1), LAST_WORD_MS);
    console.error(`ollama-turnkey: ${describeFault(error, code)}`);
    const told =
      error instanceof StoreError
        ? problem('store_failed', error.message)
        : problem(code, 'The host could not go on.');
    write(encodeFrame({ type: 'error', ...told }), () => process.exit(1));
    close();
  };
  process.on('uncaughtException', (error) => die(error, 'internal'));
  // Nobody is left to write to: what the browser started, it no longer reads.
  process.stdin
    .on('end', () => end())
    .on('close', () => end())
    .on('error', () => end());
  process.stdout.on('error', () => end());

  const start = async () => {
    const store = openStore(join(data, 'turnkey.sqlite'), Date.now, {
      tell: (line) => console.error(`ollama-turnkey: ${line}`),
    });
    const { base } = resolveUpstream(await store.settings.get('upstream'), process.env['OLLAMA_HOST']);
    const relay = createRelay(
      base,
      createCredentialSource(base, store.settings, () => vaultsOf(data)),
    );
    const gateway = createGateway({
      store,
      relay,
      address: shownAddress(base),
      now: Date.now,
      countWait: COUNT_WAIT_MS,
    });
    const pairing = createPairing(store, Date.now);
    const approvals = createApprovals({
      now: Date.now,
      newId: () => newGrantId(random),
      show: (pending) => connection.notify('approval', pending),
      // A store that fails does not keep the count: the approvals keep one of their own.
      unanswered: (caller) => void store.dismissals.note(caller).catch(() => {}),
    });
    const context: HostContext = {
      version: VERSION,
      protocol,
      store,
      gateway,
      address: shownAddress(base),
      probe: createOllamaProbe(relay, Date.now),
      approvals,
      pairing,
      runCall,
      now: Date.now,
      random,
    };
    const connection = createConnection({ caller, outbox, context });
    close = () => {
      connection.close();
      gateway.close();
      relay.close();
      void store.close();
    };
    const decode = createFrameDecoder(
      (frame, bytes) => connection.receive(frame, bytes),
      MAX_FRAME_TO_HOST,
      (start) => connection.receiveTooLong(start),
    );
    // Once the first frames are answered: the start is waited for.
    process.stdin.once('data', () => setImmediate(spareMemory));
    process.stdin.on('data', (chunk: Buffer) => {
      // What comes after a fault is read for its end alone.
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
