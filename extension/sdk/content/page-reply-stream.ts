import type { OnCancel, OnRead, ReplyStream } from '../session/reply-stream.ts';

/**
 * Creates the reply stream of a content script in Firefox, where streams belong to the web page. The page's code must
 * not call back into the script, and the script cannot resolve a pending read of the page with its own objects. Each
 * chunk is therefore piped through a Blob, so that the browser copies it. As in the other stream, a chunk is taken
 * only when the reader asks for it.
 *
 * @see https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Sharing_objects_with_page_scripts
 */
export const createPageReplyStream = (onRead: OnRead, onCancel: OnCancel): ReplyStream => {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const stop = new AbortController();
  let queue = Promise.resolve();
  let settled = false;
  let idle: WritableStreamDefaultWriter | undefined;

  const cancelled = (reason: unknown) => {
    if (settled) return;
    settled = true;
    onCancel(reason);
  };

  /** While no chunk is being piped, only a writer is notified that the reader has cancelled. */
  const watchForCancel = () => {
    const writer = writable.getWriter();
    idle = writer;
    writer.closed.catch((reason: unknown) => {
      if (idle === writer) cancelled(reason);
    });
  };

  const enqueue = (work: () => Promise<void>) => {
    const begin = () => {
      const writer = idle;
      idle = undefined;
      writer?.releaseLock();
      return work();
    };
    queue = queue.then(begin).catch(cancelled).then(watchForCancel);
  };

  watchForCancel();
  return {
    stream: readable,
    push(chunk) {
      enqueue(async () => {
        const copy = new Blob([chunk]).stream();
        try {
          await copy.pipeTo(writable, { preventClose: true, signal: stop.signal });
        } finally {
          onRead(chunk.byteLength);
        }
      });
    },
    end() {
      enqueue(() => {
        settled = true;
        return writable.close();
      });
    },
    fail(reason) {
      settled = true;
      stop.abort(reason);
      enqueue(() => writable.abort(reason));
    },
  };
};
