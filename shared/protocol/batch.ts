/** What one frame of the host carries: a message, or several that left together. */
export type Batch<Message> = Message | readonly Message[];

/** The messages of a frame, in their order. */
export const messagesIn = <Message extends object>(batch: Batch<Message>): readonly Message[] =>
  Array.isArray(batch) ? batch : [batch as Message];
