import * as v from 'valibot';

/**
 * How the companion carries many clients over its one native port. A message without an envelope belongs to
 * the connection itself: the companion's own session, or the only one of a directly connected extension.
 */

const channel = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Opens a channel for a client. The ids are the browser's word, passed on by the companion. */
export const openSchema = v.object({
  type: v.literal('open'),
  channel,
  caller: v.object({ id: v.pipe(v.string(), v.maxLength(256)), page: v.boolean(), own: v.boolean() }),
});

export const closeSchema = v.object({ type: v.literal('close'), channel });

/**
 * A client's message; the companion does not look inside. JSON has no `undefined`: a message that was nothing else is
 * missing here, which is its sender's fault and not the companion's.
 */
export const carriedSchema = v.object({ channel, message: v.optional(v.unknown()) });

export type OpenChannel = v.InferOutput<typeof openSchema>;
export type CloseChannel = v.InferOutput<typeof closeSchema>;
export interface Carried<Message> {
  readonly channel: number;
  readonly message: Message;
}
