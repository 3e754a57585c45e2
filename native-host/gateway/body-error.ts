/** A body that is not sent on: says why, for the person who wrote the request. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
}
