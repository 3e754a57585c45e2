import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { Explanation } from '../../shared/errors/explanation.ts';
import { OLLAMA_HELP } from '../../shared/errors/local-help.ts';
import { attempt } from './attempt.ts';
import { isTurnkeyError, problemOf, TurnkeyError } from './errors/turnkey-error.ts';
import { unwrapError } from './errors/unwrap-error.ts';

/**
 * The texts of Ollama's own errors.
 * https://github.com/ollama/ollama/blob/v0.24.0/server/routes.go
 * https://github.com/ollama/ollama/blob/v0.24.0/llm/server.go
 */
const OLLAMA_ERRORS: readonly (readonly [RegExp, keyof typeof OLLAMA_HELP])[] = [
  [/model ['"].+['"] not found/, 'model_not_found'],
  [/while running the model|model runner has unexpectedly stopped/, 'model_failed'],
];

/** The form of a Turnkey error as text: what happened, one sentence of help, and the code in brackets. */
const MARKED = /^(.*[.!?]”?) ([A-Z].*\.) \[([a-z_]+)\]$/s;

const readMarked = (text: string): Explanation | undefined => {
  const [, message, help, code] = MARKED.exec(text) ?? [];
  return message ? problemOf(new TurnkeyError({ code: code as ErrorCode, message, help })) : undefined;
};

/** The code of one of Ollama's own errors. */
const ollamaCodeOf = (text: string) => OLLAMA_ERRORS.find(([pattern]) => pattern.test(text))?.[1];

/**
 * Explains an error that any client threw: a TurnkeyError by its code, a denied request by the code at the end of its
 * message, and Ollama's own errors by their text. Finds them in the errors that clients wrap around them: in `cause`,
 * `error`, `errors`, `lastError`, `responseBody` and `response.data`. Also accepts the body of an error response, as text
 * or parsed, and an error that was sent from one context of the extension to another.
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
  const found = unwrapError(thrown);
  const texts = found.filter((each) => typeof each === 'string');
  // A copy of a Turnkey error may lack its help: axios copies only the code. Then the text has it.
  const whole = found.filter(isTurnkeyError).find(({ help }) => typeof help === 'string');
  if (whole) return problemOf(whole);
  // The value may be no error: undefined, or a Symbol.
  const message = texts.find(ollamaCodeOf) ?? texts.find(Boolean) ?? attempt(() => String(thrown)) ?? '';
  const code = ollamaCodeOf(message);
  return texts.map(readMarked).find(Boolean) ?? { code, message, help: code && OLLAMA_HELP[code] };
};

/**
 * The stable code of an error, or undefined if the error is unrelated to Turnkey and Ollama. Accepts the same values as
 * `explain`.
 */
export const errorCode = (thrown: unknown): ErrorCode | undefined => explain(thrown).code;
