import { type Problem, problem } from '../../../shared/errors/problem.ts';
import { REPLY_FRAME, REPLY_WINDOW } from '../../../shared/protocol/limits.ts';
import type { ClientMessageOf, HostMessage } from '../../../shared/protocol/messages.ts';
import { toBytes, toPayload } from '../session/payload.ts';
import type { FakeRequest, Piece } from './answers.ts';
import type { Pace } from './pace.ts';

/** A complete answer: status, headers, and the pieces of its body. */
export interface FakeReply {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Iterable<Piece> | AsyncIterable<Piece>;
  /** The error that ends it after its body. */
  readonly failure?: Problem | undefined;
}

/** One request of the extension, and what the fake host sends for it. */
export interface FakeExchange {
  readonly request: FakeRequest;
  /** A piece of the request body has arrived. */
  receiveBody(piece: ClientMessageOf<'body'>): void;
  /** The extension has read so many bytes of it; 0: of another reply. */
  credit(bytes: number): void;
  /** The extension has cancelled it. */
  cancel(): void;
  /** Ends it with an error. */
  fail(why: Problem): void;
}

interface Options {
  readonly message: ClientMessageOf<'request'>;
  send(message: HostMessage): void;
  /** Takes bytes from the window of the session, which all its replies share. False if it has too few left. */
  take(bytes: number): boolean;
  /** Returns the response to a request, or the problem that prevents one. */
  answer(request: FakeRequest): Promise<FakeReply | Problem>;
  readonly pace: Pace;
  onDone(): void;
}

const join = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.byteLength;
  }
  return all;
};

const createRequest = (
  { method, path, headers }: ClientMessageOf<'request'>,
  parts: readonly Uint8Array[],
  signal: AbortSignal,
): FakeRequest => {
  const text = () => new TextDecoder().decode(join(parts));
  return {
    ...{ method, path, headers, signal, text },
    get bytes() {
      return join(parts);
    },
    json: () => JSON.parse(text() || '{}') as never,
  };
};

/** Bytes of one reply that may still be sent before the extension reads. */
const createWindow = (take: Options['take'], gone: Promise<never>) => {
  let left: number = REPLY_WINDOW.request;
  let wake = () => {};
  return {
    /** Waits until so many bytes may be sent. */
    async room(bytes: number) {
      while (left < bytes || !take(bytes)) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        await Promise.race([woken, gone]);
      }
      left -= bytes;
    },
    credit(bytes: number) {
      left += bytes;
      wake();
    },
  };
};

/** Cuts a body into what the real host puts into one frame. */
async function* framesOf(body: FakeReply['body'], next: () => Promise<void>) {
  for await (const piece of body) {
    const bytes = typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
    await next();
    for (let at = 0; at < bytes.byteLength; at += REPLY_FRAME) yield bytes.subarray(at, at + REPLY_FRAME);
  }
}

/** Answers one request, no faster than the extension reads. */
export const startFakeExchange = (options: Options): FakeExchange => {
  const { message, send, take, answer, pace, onDone } = options;
  const { id } = message;
  const stop = new AbortController();
  const { promise: gone, reject: leave } = Promise.withResolvers<never>();
  const { promise: uploaded, resolve: endUpload } = Promise.withResolvers<void>();
  const parts = message.body ? [toBytes(message.body)] : [];
  const request = createRequest(message, parts, stop.signal);
  const window = createWindow(take, gone);
  let over = false;

  /** Waits for something, unless the request ends before. */
  const unlessGone = <Value>(wanted: Promise<Value>) => Promise.race([wanted, gone]);

  /** Sends a message unless the request has ended. */
  const say = (said: HostMessage) => {
    if (!over) send(said);
  };

  const end = (last: HostMessage) => {
    if (over) return;
    say(last);
    over = true;
    onDone();
  };

  const abort = (reason: unknown, last: HostMessage) => {
    if (over) return;
    end(last);
    stop.abort(reason);
    leave(reason);
  };

  const run = async (): Promise<HostMessage> => {
    if (message.upload) await unlessGone(uploaded);
    const reply = await unlessGone(answer(request));
    if ('code' in reply) return { type: 'error', id, ...reply };
    const { status, statusText, headers, body, failure } = reply;
    say({ type: 'response', id, status, statusText, headers });
    const frames = framesOf(message.method === 'HEAD' ? [] : body, () => unlessGone(pace.next(stop.signal)));
    let seq = 0;
    for await (const frame of frames) {
      await window.room(frame.byteLength);
      say({ type: 'data', id, seq, ...toPayload(frame) });
      seq += 1;
    }
    return failure ? { type: 'error', id, ...failure } : { type: 'end', id };
  };

  const failed = (thrown: unknown): HostMessage => {
    const why = problem('internal', `The answer of the test threw: ${thrown}`);
    return { type: 'error', id, ...why };
  };
  run().catch(failed).then(end);

  return {
    request,
    receiveBody(piece) {
      const bytes = toBytes(piece);
      parts.push(bytes);
      if (bytes.byteLength > 0) say({ type: 'credit', id, bytes: bytes.byteLength });
      if (piece.last) endUpload();
    },
    credit: window.credit,
    cancel: () => abort(new DOMException('The request was cancelled.', 'AbortError'), { type: 'end', id }),
    fail: (why) => abort(why, { type: 'error', id, ...why }),
  };
};
