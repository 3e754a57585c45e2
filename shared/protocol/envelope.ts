import * as v from 'valibot';

/**
 * The envelope with which the companion sends the messages of many clients over one native port. A message without an
 * envelope belongs to the session of the port's owner: the companion, or a directly connected extension.
 */

const channel = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Opens a channel for a client. The companion passes on the caller as the browser attests it. */
export const openSchema = v.object({
  type: v.literal('open'),
  channel,
  caller: v.object({ id: v.pipe(v.string(), v.maxLength(256)), page: v.boolean(), own: v.boolean() }),
});

/** Closes a channel. */
export const closeSchema = v.object({ type: v.literal('close'), channel });

/**
 * A client's message, which the companion does not inspect. If a client posts `undefined`, which JSON cannot represent,
 * `message` is missing; that is an error of the client, not of the companion.
 */
export const carriedSchema = v.object({ channel, message: v.optional(v.unknown()) });

export type OpenChannel = v.InferOutput<typeof openSchema>;
export type CloseChannel = v.InferOutput<typeof closeSchema>;
export interface Carried<Message> {
  readonly channel: number;
  readonly message: Message;
}
