import type { Call } from '../call.ts';
import { type Bound, bind, type Fields } from '../go/bind.ts';
import { GoJsonError } from '../go/json-decode.ts';
import { encodeGoJson } from '../go/json-encode.ts';
import type { Body } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';

const TYPES: Readonly<Record<number, string>> = { 400: 'invalid_request_error', 404: 'not_found_error' };

/** An error as OpenAI shapes it. */
export function openAiError(status: number, message: string): unknown {
  return { error: { message, type: TYPES[status] ?? 'api_error', param: null, code: null } };
}

/** A refusal before the native route is reached. */
export function refuse(message: string): ApiError {
  return new ApiError(400, message, openAiError(400, message));
}

/** An error of the native route, translated. */
export function translateError(status: number, message: string): Body {
  return jsonLine(openAiError(status, message));
}

/** A whole answer of these routes ends with a line feed. */
export function jsonLine(value: unknown): Body {
  return { contentType: 'application/json', text: `${encodeGoJson(value)}\n` };
}

/** Binds the body of an OpenAI route. */
export function bindOpenAi<F extends Fields>(call: Call, name: string, fields: F): Bound<F> {
  try {
    return bind(call.body, name, `openai.${name}`, fields);
  } catch (error) {
    throw error instanceof GoJsonError ? refuse(error.message) : error;
  }
}
