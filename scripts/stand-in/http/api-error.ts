/** A refusal that a handler throws: its status and what is said. */
export class ApiError extends Error {
  readonly status: number;
  /** The body of the native routes, unless another shape is given. */
  readonly body: unknown;

  constructor(status: number, message: string, body: unknown = { error: message }) {
    super(message);
    this.status = status;
    this.body = body;
  }
}
