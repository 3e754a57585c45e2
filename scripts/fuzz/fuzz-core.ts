import type { Connection } from '../../native-host/session/connection.ts';
import { encodeWrite } from '../../native-host/stdio/encode-write.ts';
import { createFrameDecoder } from '../../native-host/stdio/frame-decoder.ts';
import { MAX_FRAME_TO_BROWSER } from '../../shared/protocol/limits.ts';
import { createFakeRelay, type FakeAnswer } from './fake-relay.ts';
import { openHostCore } from './host-core.ts';
import { createFuzzLine, type FuzzLine } from './line.ts';
import { bytesInUse } from './memory.ts';
import { createRandom, type Random, withSeed } from './random.ts';

export interface CoreReport {
  readonly frames: number;
  /** Connections that the host closed, as it should, and that were opened again. */
  readonly lines: number;
  /** Requests that reached the fake Ollama. */
  readonly requests: number;
  /** Bytes in use after the warm-up, and at the end. */
  readonly before: number;
  readonly after: number;
}

interface Options {
  readonly frames: number;
  readonly seed: number;
  /** Share of frames that are damaged so that the host closes the connection. @default 0.002 */
  readonly fatal?: number;
}

/** After this many ticks of the event loop without an answer, the host counts as hanging. */
const PATIENCE = 20_000;
/** Frames between two checks that the host still serves. */
const CHECK_EVERY = 5_000;

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

const answerOf = (random: Random): FakeAnswer => {
  const big = random.chance(0.02);
  const chunks = Array.from({ length: random.int(4) }, () =>
    random.chance(0.5)
      ? random.bytes(random.int(80))
      : Buffer.from('ä😀"\\\u0001x'.repeat(random.int(big ? 40_000 : 20))),
  );
  return { chunks, end: random.pick(['complete', 'complete', 'complete', 'break', 'silent']) };
};

/** The host's end of a connection, with its frame decoder and encoder. */
const createLine = (
  connect: (write: Parameters<Awaited<ReturnType<typeof openHostCore>>['connect']>[0]) => Connection,
  line: FuzzLine,
  random: Random,
) => {
  let over = false;
  let heardWrong: unknown;
  const hear = createFrameDecoder((frame) => line.heard(frame), MAX_FRAME_TO_BROWSER);
  const connection = connect((envelopes, done) => {
    try {
      for (const frame of encodeWrite(envelopes)) hear(frame);
    } catch (error) {
      heardWrong ??= error;
    }
    // The browser reads at once, late, or not for a while.
    let wait = random.pick([0, 0, 1, 2, 30]);
    const later = () => {
      wait -= 1;
      if (wait < 0) done();
      else setImmediate(later);
    };
    setImmediate(later);
  });
  const decode = createFrameDecoder((frame) => connection.receive(frame));
  return {
    /** False once the host has closed the connection. Throws if a message of the host broke a rule. */
    feed(bytes: Buffer): boolean {
      for (let at = 0; at < bytes.byteLength && !over; ) {
        const length = random.chance(0.7) ? bytes.byteLength : 1 + random.int(bytes.byteLength);
        try {
          decode(Buffer.from(bytes.subarray(at, at + length)));
        } catch {
          over = true;
        }
        at += length;
      }
      if (heardWrong) throw heardWrong;
      return !over;
    },
    close: () => connection.close(),
  };
};

/** Feeds valid and invalid frames to the host's core. Throws on a crash, a hang, a broken rule or a leftover request. */
export const fuzzCore = (options: Options): Promise<CoreReport> =>
  fuzz(options).catch(withSeed(options.seed));

const fuzz = async ({ frames, seed, fatal = 0.002 }: Options): Promise<CoreReport> => {
  const random = createRandom(seed);
  let requests = 0;
  const relay = createFakeRelay(({ path }) => {
    requests += 1;
    // Requests of `status` are answered, so that it does not wait for Ollama like any other request.
    return path === '/api/version' ? { chunks: [Buffer.from('{"version":"0"}')] } : answerOf(random);
  });
  const core = await openHostCore(relay);
  let lines = 0;

  const patiently = async (what: string, settled: Promise<void>) => {
    let done = false;
    void settled.then(() => {
      done = true;
    });
    for (let turns = 0; !done; turns += 1) {
      if (turns > PATIENCE) throw new Error(`The host hangs: ${what}.`);
      await turn();
    }
  };

  const run = async (count: number) => {
    let fed = 0;
    while (fed < count) {
      const client = createFuzzLine({ random, fatal });
      const line = createLine(core.connect, client, random);
      lines += 1;
      let alive = line.feed(client.start());
      while (alive && fed < count) {
        alive = line.feed(client.next());
        fed += 1;
        if (fed % 8 === 0) await turn();
        // The browser disconnects after a damaged frame, so the rest of a truncated one never arrives.
        if (client.broken && random.chance(0.1)) break;
        if (alive && !client.broken && fed % CHECK_EVERY === 0) {
          const { bytes, answered } = client.question();
          line.feed(bytes);
          await patiently('a good client gets no answer', answered);
        }
      }
      line.close();
      await patiently('a request continues after the end of its connection', relay.idle());
    }
  };

  try {
    await run(Math.ceil(frames / 10));
    const before = await bytesInUse();
    await run(frames - Math.ceil(frames / 10));
    const after = await bytesInUse();
    return { frames, lines, requests, before, after };
  } finally {
    await core.close();
  }
};
