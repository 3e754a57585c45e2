import type { ErrorCode } from '../../shared/errors/codes.ts';
import type { Explanation } from '../../shared/errors/explanation.ts';
import { OLLAMA_HELP } from '../../shared/errors/local-help.ts';
import { isTurnkeyError, problemOf } from './errors/turnkey-error.ts';

/** Ollama's own words for what it could not do (server/routes.go, llm/server.go). */
const OLLAMA_WORDS: readonly (readonly [RegExp, keyof typeof OLLAMA_HELP])[] = [
  [/model ['"].+['"] not found/, 'model_not_found'],
  [/while running the model|model runner has unexpectedly stopped/, 'model_failed'],
];

/** What happened in sentences, what helps in one more, and the code: as every refusal ends. */
const MARKED = /^(.*[.!?]”?) ([A-Z].*\.) \[([a-z_]+)\]$/s;

/** The text of an error, or of an answer that tells one: `{"error": "…"}` or `{"error": {"message": "…"}}`. */
const textOf = (thrown: unknown): string => {
  const { message, error } = Object(thrown) as { message?: unknown; error?: unknown };
  if (typeof message === 'string') return message;
  return error === undefined ? String(thrown) : textOf(error);
};

/** The first Turnkey error among an error and its causes: clients like openai wrap what fetch rejects with. */
const find = (error: unknown, depth = 0): unknown =>
  isTurnkeyError(error) || depth > 4 || Object(error).cause === undefined
    ? error
    : find(Object(error).cause, depth + 1);

/**
 * Tells what an error means, whichever client threw it: a TurnkeyError by its code, a refusal by the code
 * that ends its message, and Ollama's own errors by their words. It takes the JSON body of a refused Response
 * as well, and an error that was sent from one context of the extension to another.
 */
export const explain = (thrown: unknown): Explanation => {
  const error = find(thrown);
  if (isTurnkeyError(error)) return problemOf(error);
  const text = textOf(error);
  const [, message, help, marked] = MARKED.exec(text) ?? [];
  if (message) return { code: marked as ErrorCode, message, help };
  const code = OLLAMA_WORDS.find(([words]) => words.test(text))?.[1];
  return { code, message: text, help: code && OLLAMA_HELP[code] };
};

/**
 * The stable code of an error, or undefined if it has nothing to do with the way to Ollama. Takes whatever
 * `explain` takes.
 */
export const errorCode = (thrown: unknown): ErrorCode | undefined => explain(thrown).code;
