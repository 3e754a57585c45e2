/** The content of one frame from the host: a message, or several that were ready together. */
export type Batch<Message> = Message | readonly Message[];

/** The messages of a frame, in order. */
export const messagesIn = <Message extends object>(batch: Batch<Message>): readonly Message[] =>
  Array.isArray(batch) ? batch : [batch as Message];
