/** Throws if the host has sent a message that the protocol does not allow at this point. */
export function assertInOrder(condition: unknown): asserts condition {
  if (!condition) throw new Error('Unexpected message.');
}
