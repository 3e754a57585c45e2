import { FRAME_TARGET } from '../../../shared/protocol/limits.ts';
import type { ClientMessage } from '../../../shared/protocol/messages.ts';
import { toPayload } from './payload.ts';

/** What an upload needs of a reader. */
export type BodyReader = Pick<ReadableStreamDefaultReader<Uint8Array>, 'read' | 'cancel'>;

/** A request body on its way to the host, no further ahead than the host's credit. */
export interface Upload {
  grant(bytes: number): void;
  /** Ends it; the body is cancelled with the reason. */
  stop(reason?: unknown): void;
}

interface Options {
  readonly id: number;
  readonly body: BodyReader;
  readonly window: number;
  post(message: ClientMessage): void;
  onError(reason: unknown): void;
}

// Base64 makes three bytes four; a third below the target keeps the frame at it.
const PIECE = (FRAME_TARGET / 4) * 3;

/** Reads the body and posts it in pieces while there is credit. */
export const startUpload = ({ id, body, window, post, onError }: Options): Upload => {
  let credit = window;
  let wake: (() => void) | undefined;
  let stopped = false;
  let seq = 0;

  const room = async () => {
    while (credit <= 0 && !stopped) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };

  const send = async (chunk: Uint8Array) => {
    for (let at = 0; at < chunk.byteLength && !stopped; ) {
      await room();
      const piece = chunk.subarray(at, at + Math.min(PIECE, credit));
      if (stopped) return;
      post({ type: 'body', id, seq, ...toPayload(piece), last: false });
      seq += 1;
      credit -= piece.byteLength;
      at += piece.byteLength;
    }
  };

  const run = async () => {
    for (;;) {
      const { done, value } = await body.read();
      if (stopped) return;
      if (done) break;
      await send(value);
    }
    if (!stopped) post({ type: 'body', id, seq, text: '', last: true });
  };

  run().catch((reason: unknown) => {
    if (!stopped) onError(reason);
  });

  return {
    grant(bytes) {
      credit += bytes;
      wake?.();
    },
    stop(reason) {
      if (stopped) return;
      stopped = true;
      wake?.();
      body.cancel(reason).catch(() => {});
    },
  };
};
