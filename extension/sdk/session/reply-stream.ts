/** The body of one reply: `stream` becomes the body of the `Response`, and the session pushes chunks into it. */
export interface ReplyStream {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  push(chunk: Uint8Array<ArrayBuffer>): void;
  end(): void;
  fail(reason: unknown): void;
}

/** Callbacks of a reply stream. */
export interface ReplyListener {
  /** The reader has consumed this many bytes, or they were discarded: the host may send as many more. */
  onRead(bytes: number): void;
  onCancel(reason: unknown): void;
}

/**
 * Creates a byte stream that buffers chunks until its reader asks for them. Nothing is enqueued ahead of a read, so that
 * credit follows the reader, and a paused reader pauses Ollama's socket.
 */
export const createReplyStream = ({ onRead, onCancel }: ReplyListener): ReplyStream => {
  const waiting: Uint8Array<ArrayBuffer>[] = [];
  let controller: ReadableByteStreamController;
  let wanted = false;
  let ended = false;
  let settled = false;

  const finish = () => {
    settled = true;
    controller.close();
    // A pending BYOB read is resolved only by an empty response.
    controller.byobRequest?.respond(0);
  };

  const restoreCredit = () => {
    for (const { byteLength } of waiting.splice(0)) onRead(byteLength);
  };

  const enqueue = (chunk: Uint8Array<ArrayBuffer>) => {
    const { byteLength } = chunk;
    wanted = false;
    controller.enqueue(chunk);
    onRead(byteLength);
  };

  const stream = new ReadableStream(
    {
      type: 'bytes',
      start(own) {
        controller = own;
      },
      pull() {
        const chunk = waiting.shift();
        if (chunk) enqueue(chunk);
        else wanted = true;
        if (ended && waiting.length === 0 && !settled) finish();
      },
      cancel(reason) {
        settled = true;
        restoreCredit();
        onCancel(reason);
      },
    },
    { highWaterMark: 0 },
  );

  return {
    stream,
    push(chunk) {
      if (chunk.byteLength === 0) return;
      // It will not be read, but it uses the session's window until its credit is returned.
      if (settled) onRead(chunk.byteLength);
      else if (wanted) enqueue(chunk);
      else waiting.push(chunk);
    },
    end() {
      if (settled) return;
      ended = true;
      if (waiting.length === 0) finish();
    },
    fail(reason) {
      if (settled) return;
      settled = true;
      restoreCredit();
      controller.error(reason);
    },
  };
};
