/** A refusal that a handler throws: its status, and the text that stands under `error`. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
