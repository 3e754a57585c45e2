import { toJson } from './json.ts';

/** A whole body with its content type. */
export interface Body {
  readonly contentType: string;
  readonly text: string;
}

export const JSON_TYPE = 'application/json; charset=utf-8';

/** A refusal that a handler throws. Its body is that of the native routes, unless another one is given. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Body;

  constructor(status: number, message: string, body?: Body) {
    super(message);
    this.status = status;
    this.body = body ?? { contentType: JSON_TYPE, text: toJson({ error: message }) };
  }
}
