import { INLINE_BODY } from '../../../shared/protocol/limits.ts';
import type { OutgoingRequest } from '../session/exchange.ts';
import { joined, toPayload } from '../session/payload.ts';
import type { BodyReader } from '../session/upload.ts';
import { fromPage } from './from-page.ts';
import { withSignal } from './with-signal.ts';

/**
 * Reads a body. One of at most {@link INLINE_BODY} bytes is returned complete; a longer one is returned as a reader, to be
 * uploaded in pieces. If the signal is aborted meanwhile, cancels the stream and rejects with the signal's reason.
 */
export const readBody = async (
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<Pick<OutgoingRequest, 'body' | 'upload'>> => {
  const reader = stream.getReader();
  const cancel: BodyReader['cancel'] = (reason) => reader.cancel(reason);
  /** Like `fetch`, accepts only Uint8Array chunks: https://fetch.spec.whatwg.org/#incrementally-read-loop */
  const read: BodyReader['read'] = async () => {
    const piece = await reader.read();
    if (piece.done) return piece;
    const value: unknown = fromPage(piece.value);
    if (value instanceof Uint8Array) return { done: false, value };
    throw new TypeError('A request stream needs Uint8Array chunks.');
  };

  const head: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const readHead = async () => {
    while (length <= INLINE_BODY) {
      const { done, value } = await read();
      if (done) return true;
      head.push(value as Uint8Array<ArrayBuffer>);
      length += value.length;
    }
    return false;
  };
  const complete = await withSignal(readHead(), signal).catch((error: unknown) => {
    void cancel(error).catch(() => {});
    throw error;
  });
  if (complete) return length === 0 ? {} : { body: toPayload(await joined(head)) };

  const readOn: BodyReader['read'] = async () => {
    const value = head.shift();
    return value ? { done: false, value } : read();
  };
  return { upload: { read: readOn, cancel } };
};
