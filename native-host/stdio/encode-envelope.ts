import { problem } from '../../shared/errors/problem.ts';
import type { Batch } from '../../shared/protocol/batch.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import { encodeFrame } from './encode-frame.ts';
import { FrameError } from './frame-decoder.ts';
import type { Allocate } from './turn-memory.ts';

/** What one frame carries to one channel. */
interface Content {
  readonly channel: number | undefined;
  readonly message: Batch<HostMessage>;
}

const wrap = ({ channel, message }: Content): unknown =>
  channel === undefined ? message : { channel, message };

const tooLarge = (message: HostMessage): HostMessage => ({
  type: 'error',
  ...('id' in message && message.id !== undefined && { id: message.id }),
  ...problem('internal', 'The answer is larger than a browser takes in one message.'),
});

/** The frame of a message. One that no browser would take fails for its receiver alone, and spares the line. */
export const encodeEnvelope = (envelope: Content, allocate?: Allocate): Buffer => {
  try {
    return encodeFrame(wrap(envelope), undefined, allocate);
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    const { message } = envelope;
    const told = Array.isArray(message) ? message.map(tooLarge) : tooLarge(message as HostMessage);
    return encodeFrame(wrap({ ...envelope, message: told }), undefined, allocate);
  }
};
