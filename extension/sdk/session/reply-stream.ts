/** The reading side of one reply: what the SDK hands to `Response`, and what the session feeds. */
export interface ReplyStream {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  push(chunk: Uint8Array<ArrayBuffer>): void;
  end(): void;
  fail(reason: unknown): void;
}

/** Who is told what becomes of a reply. */
export interface ReplyListener {
  /** Bytes that the reader has taken: the host may send as many more. */
  onRead(bytes: number): void;
  onCancel(reason: unknown): void;
}

/**
 * A byte stream that holds what has arrived until its reader asks. Nothing is handed on ahead of a read, so
 * credit follows the reader, and a paused reader stops Ollama's socket two processes away.
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
    // A reader that brought its own buffer is only released by an empty answer.
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
      // Nobody will read it, but it counts against the session's window until it is given back.
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
