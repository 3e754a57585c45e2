import { FRAME_TARGET } from '../../../shared/protocol/limits.ts';
import type { ClientMessage } from '../../../shared/protocol/messages.ts';
import { onAbort } from '../on-abort.ts';
import { toPayload } from './payload.ts';

/** The methods of a reader that an upload uses. */
export type BodyReader = Pick<ReadableStreamDefaultReader<Uint8Array>, 'read' | 'cancel'>;

interface Options {
  readonly id: number;
  readonly body: BodyReader;
  /** Bytes that may be sent before the host adds credit. */
  readonly uploadWindow: number;
  post(message: ClientMessage): void;
  /** Called with the error if the body cannot be read. */
  onCancel(reason: unknown): void;
  /** Stops the upload. The body is cancelled with the signal's reason. */
  readonly signal: AbortSignal;
}

// Base64 encodes three bytes as four characters: a piece of this size fills a frame.
const PIECE = (FRAME_TARGET / 4) * 3;

/**
 * Reads the body and posts it in pieces while there is credit.
 *
 * @returns a function that adds credit, in bytes
 */
export const startUpload = ({
  id,
  body,
  uploadWindow,
  post,
  onCancel,
  signal,
}: Options): ((bytes: number) => void) => {
  let credit = uploadWindow;
  let wake: (() => void) | undefined;
  let seq = 0;

  onAbort(signal, (reason) => {
    wake?.();
    body.cancel(reason).catch(() => {});
  });

  const run = async () => {
    for (;;) {
      const { done, value } = await body.read();
      signal.throwIfAborted();
      if (done) break;
      for (let at = 0; at < value.length; ) {
        while (credit <= 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          signal.throwIfAborted();
        }
        const piece = value.subarray(at, at + Math.min(PIECE, credit));
        post({ type: 'body', id, seq, ...toPayload(piece), last: false });
        seq += 1;
        credit -= piece.length;
        at += piece.length;
      }
    }
    post({ type: 'body', id, seq, text: '', last: true });
  };

  run().catch(onCancel);

  return (bytes) => {
    credit += bytes;
    wake?.();
  };
};
