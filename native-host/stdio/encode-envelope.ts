import { problem } from '../../shared/errors/problem.ts';
import type { HostMessage } from '../../shared/protocol/messages.ts';
import type { Envelope } from '../session/outbox.ts';
import { encodeFrame } from './encode-frame.ts';
import { FrameError } from './frame-decoder.ts';

const wrap = ({ channel, message }: Envelope): unknown =>
  channel === undefined ? message : { channel, message };

const tooLarge = (message: HostMessage): HostMessage => ({
  type: 'error',
  ...('id' in message && message.id !== undefined && { id: message.id }),
  ...problem('internal', 'The answer is larger than a browser takes in one message.'),
});

/** The frame of a message. One that no browser would take fails for its receiver alone, and spares the line. */
export const encodeEnvelope = (envelope: Envelope): Buffer => {
  try {
    return encodeFrame(wrap(envelope));
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    return encodeFrame(wrap({ ...envelope, message: tooLarge(envelope.message) }));
  }
};
