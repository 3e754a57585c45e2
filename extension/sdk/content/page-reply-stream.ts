import type { ReplyListener, ReplyStream } from '../session/reply-stream.ts';

/**
 * The reply stream of a content script in Firefox, whose streams are the web page's. The page's code may neither
 * call back into the script, nor may the script itself hand anything to a reader that waits. So each piece goes
 * through a Blob, and the browser does the rest. A piece is taken only when the reader asks, as elsewhere.
 */
export const createPageReplyStream = ({ onRead, onCancel }: ReplyListener): ReplyStream => {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const stop = new AbortController();
  let line = Promise.resolve();
  let settled = false;
  let idle: WritableStreamDefaultWriter | undefined;

  const cancelled = (reason: unknown) => {
    if (settled) return;
    settled = true;
    onCancel(reason);
  };

  /** Nothing is on its way: a writer is the only one to learn that the reader cancels. */
  const wait = () => {
    const writer = writable.getWriter();
    idle = writer;
    writer.closed.catch((reason: unknown) => {
      if (idle === writer) cancelled(reason);
    });
  };

  const next = (work: () => Promise<void>) => {
    const begin = () => {
      const writer = idle;
      idle = undefined;
      writer?.releaseLock();
      return work();
    };
    line = line.then(begin).catch(cancelled).then(wait);
  };

  wait();
  return {
    stream: readable,
    push(chunk) {
      next(async () => {
        const piece = new Blob([chunk]).stream();
        try {
          await piece.pipeTo(writable, { preventClose: true, signal: stop.signal });
        } finally {
          onRead(chunk.byteLength);
        }
      });
    },
    end() {
      next(() => {
        settled = true;
        return writable.close();
      });
    },
    fail(reason) {
      settled = true;
      stop.abort(reason);
      next(() => writable.abort(reason));
    },
  };
};
