import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { Explanation } from '../../shared/errors/explanation.ts';
import { OLLAMA_HELP } from '../../shared/errors/local-help.ts';
import { isTurnkeyError, problemOf } from './errors/turnkey-error.ts';

/**
 * The texts of Ollama's own errors.
 * https://github.com/ollama/ollama/blob/v0.24.0/server/routes.go
 * https://github.com/ollama/ollama/blob/v0.24.0/llm/server.go
 */
const OLLAMA_ERRORS: readonly (readonly [RegExp, keyof typeof OLLAMA_HELP])[] = [
  [/model ['"].+['"] not found/, 'model_not_found'],
  [/while running the model|model runner has unexpectedly stopped/, 'model_failed'],
];

/** The form of a denial: what happened, one sentence of help, and the code in brackets. */
const MARKED = /^(.*[.!?]”?) ([A-Z].*\.) \[([a-z_]+)\]$/s;

/** The text of an error or of an error response: `{"error": "…"}` or `{"error": {"message": "…"}}`. */
const textOf = (thrown: unknown): string => {
  const { message, error } = Object(thrown) as { message?: unknown; error?: unknown };
  if (typeof message === 'string') return message;
  return error === undefined ? String(thrown) : textOf(error);
};

/** The first Turnkey error among an error and its causes: clients such as openai wrap the errors of fetch. */
const find = (error: unknown, depth = 0): unknown =>
  isTurnkeyError(error) || depth > 4 || Object(error).cause === undefined
    ? error
    : find(Object(error).cause, depth + 1);

/**
 * Explains an error that any client threw: a TurnkeyError by its code, a denied request by the code at the end of its
 * message, and Ollama's own errors by their text. Also accepts the JSON body of an error response, and an error that
 * was sent from one context of the extension to another.
 *
 * @example
 * try {
 *   await client.chat(request);
 * } catch (error) {
 *   const { message, help } = explain(error);
 *   showError(help ? `${message} ${help}` : message);
 * }
 */
export const explain = (thrown: unknown): Explanation => {
  const error = find(thrown);
  if (isTurnkeyError(error)) return problemOf(error);
  const text = textOf(error);
  const [, message, help, marked] = MARKED.exec(text) ?? [];
  if (message) return { code: marked as ErrorCode, message, help };
  const code = OLLAMA_ERRORS.find(([pattern]) => pattern.test(text))?.[1];
  return { code, message: text, help: code && OLLAMA_HELP[code] };
};

/**
 * The stable code of an error, or undefined if the error is unrelated to Turnkey and Ollama. Accepts the same values as
 * `explain`.
 */
export const errorCode = (thrown: unknown): ErrorCode | undefined => explain(thrown).code;
