/** The body of one reply: `stream` becomes the body of the `Response`, and the session pushes chunks into it. */
export interface ReplyStream {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  push(chunk: Uint8Array<ArrayBuffer>): void;
  end(): void;
  fail(reason: unknown): void;
}

/** The reader has consumed this many bytes, or they were discarded: the host may send as many more. */
export type OnRead = (bytes: number) => void;

/** The reader has cancelled the body. */
export type OnCancel = (reason: unknown) => void;

/**
 * Creates a byte stream that buffers chunks until its reader asks for them. Nothing is enqueued ahead of a read, so that
 * credit follows the reader, and a paused reader pauses Ollama's socket.
 */
export const createReplyStream = (onRead: OnRead, onCancel: OnCancel): ReplyStream => {
  const waiting: Uint8Array<ArrayBuffer>[] = [];
  let controller: ReadableByteStreamController;
  let wanted = false;
  let ended = false;
  let settled = false;

  const flow = () => {
    const [next] = waiting;
    // Chunks that will not be read use the session's window until their credit is returned.
    if (settled) for (const { length } of waiting.splice(0)) onRead(length);
    else if (wanted && next) {
      const { length } = next;
      wanted = false;
      waiting.shift();
      // Transfers the memory, and leaves an empty chunk. May call `pull`.
      controller.enqueue(next);
      onRead(length);
    }
    if (settled || !ended || waiting.length) return;
    settled = true;
    controller.close();
    // A pending BYOB read is resolved only by an empty response.
    controller.byobRequest?.respond(0);
  };

  const stream = new ReadableStream(
    {
      type: 'bytes',
      start(own) {
        controller = own;
      },
      pull() {
        wanted = true;
        flow();
      },
      cancel(reason) {
        settled = true;
        flow();
        onCancel(reason);
      },
    },
    { highWaterMark: 0 },
  );

  return {
    stream,
    push(chunk) {
      if (chunk.length) waiting.push(chunk);
      flow();
    },
    end() {
      ended = true;
      flow();
    },
    fail(reason) {
      if (settled) return;
      settled = true;
      flow();
      controller.error(reason);
    },
  };
};
