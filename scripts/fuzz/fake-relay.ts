import { buffer } from 'node:stream/consumers';
import type { Relay, UpstreamRequest } from '../../native-host/relay/relay.ts';

/** An answer of the fake Ollama. */
export interface FakeAnswer {
  readonly status?: number;
  readonly chunks?: Iterable<Buffer>;
  /** How the answer ends. `silent` sends nothing more until it is aborted. @default 'complete' */
  readonly end?: 'complete' | 'break' | 'silent';
}

/** A relay without a socket: a function answers each request, one chunk per tick of the event loop. */
export interface FakeRelay extends Relay {
  /** Requests that have neither ended nor been aborted. */
  readonly active: number;
  /** Resolves when there are none. */
  idle(): Promise<void>;
}

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

const bytesOf = async (body: UpstreamRequest['body']): Promise<Buffer> =>
  body === null || typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body ?? '') : buffer(body);

export const createFakeRelay = (
  answer: (request: UpstreamRequest, body: Buffer) => FakeAnswer,
): FakeRelay => {
  const active = new Set<() => void>();
  const waiting = new Set<() => void>();
  let closed = false;

  return {
    get active() {
      return active.size;
    },
    idle: () => (active.size === 0 ? Promise.resolve() : new Promise((resolve) => void waiting.add(resolve))),
    send(request, sink) {
      let over = closed;
      let paused = Promise.withResolvers<void>();
      paused.resolve();
      const finish = (tell: () => void) => {
        if (over) return;
        over = true;
        active.delete(abort);
        paused.resolve();
        tell();
        if (active.size > 0) return;
        for (const resolve of waiting) resolve();
        waiting.clear();
      };
      // As in undici, an aborted request ends with an error.
      const abort = () => finish(() => sink.fail(new Error('aborted')));
      active.add(abort);

      const run = async () => {
        const { status = 200, chunks = [], end = 'complete' } = answer(request, await bytesOf(request.body));
        await turn();
        if (over) return;
        sink.head(status, 'OK', [['Content-Type', 'application/octet-stream']]);
        for (const chunk of chunks) {
          await paused.promise;
          if (over) return;
          sink.data(chunk);
          await turn();
        }
        await paused.promise;
        if (end === 'complete') finish(() => sink.end());
        if (end === 'break') finish(() => sink.fail(new Error('broken')));
      };
      run().catch((error: Error) => finish(() => sink.fail(error)));

      return {
        abort,
        pause() {
          paused = Promise.withResolvers();
        },
        resume: () => paused.resolve(),
      };
    },
    close() {
      closed = true;
      for (const abort of [...active]) abort();
    },
  };
};
