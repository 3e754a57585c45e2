/** What a request names does not exist: 404. */
export class NotFound extends Error {
  override readonly name: string = 'NotFound';
}
