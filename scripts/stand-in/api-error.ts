import { toJson } from './json.ts';

/** A complete body and its content type. */
export interface Body {
  readonly contentType: string;
  readonly text: string;
}

export const JSON_TYPE = 'application/json; charset=utf-8';

/** An error response that a handler throws. @param body defaults to that of the native routes */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Body;

  constructor(status: number, message: string, body?: Body) {
    super(message);
    this.status = status;
    this.body = body ?? { contentType: JSON_TYPE, text: toJson({ error: message }) };
  }
}
