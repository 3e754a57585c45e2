/** A server answered, but not as Ollama does. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
  /** The HTTP status. 200 if only the body is wrong. */
  readonly status: number;

  constructor(status: number, message = `status ${status}`, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }

  /** Whether the server, or a proxy in front of it, wants another credential. */
  get isRejected(): boolean {
    return this.status === 401 || this.status === 403 || this.status === 407;
  }
}
