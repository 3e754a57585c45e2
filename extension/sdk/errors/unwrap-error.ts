import { attempt } from '../attempt.ts';

/** Reads a property of any value. Undefined if there is none, or if its getter throws. */
export const readField = (value: unknown, name: string | symbol): unknown =>
  attempt(() => (Object(value) as Record<string | symbol, unknown>)[name]);

/**
 * Where clients keep the error that they wrap, and the body of an error response. A client's own `message` counts less
 * than these, and more than the data of a response.
 * - `cause`: the standard property, which openai uses
 * - `lastError`, `errors`: RetryError of the Vercel AI SDK (ai 6, 7), and AggregateError
 * - `responseBody`: APICallError of the Vercel AI SDK (@ai-sdk/provider 3)
 * - `error`: APIError of @anthropic-ai/sdk 1 and of openai 6, 7, and the JSON body of a refused response
 * - `response.data`: AxiosError (axios 1). `data`: FetchError (ofetch 1)
 */
const FIELDS = ['cause', 'lastError', 'errors', 'responseBody', 'error', 'message', 'response', 'data'];

const MAX_VALUES = 100;
/** Most elements of a list of errors. */
const MAX_LISTED = 8;
/** Longest text that is parsed as JSON, in UTF-16 code units: the body of a response may be a whole web page. */
const MAX_JSON = 100_000;

/** The JSON object in a text, which may follow a status: `403 {"error":…}`. */
const objectIn = (text: string): unknown =>
  attempt(() => JSON.parse(text.slice(text.indexOf('{'), MAX_JSON)));

const partsOf = (value: unknown): readonly unknown[] => {
  if (typeof value === 'string') return [objectIn(value)];
  if (Array.isArray(value)) return value.slice(0, MAX_LISTED);
  return FIELDS.map((name) => readField(value, name));
};

/**
 * An error with everything that it wraps, innermost first: errors, bodies of responses, and texts. Their number and depth
 * are bounded.
 */
export const unwrapError = (error: unknown): readonly unknown[] => {
  const seen = new Set<unknown>();
  const found: unknown[] = [];
  const visit = (value: unknown) => {
    if (value == null || seen.size > MAX_VALUES || seen.has(value)) return;
    seen.add(value);
    partsOf(value).forEach(visit);
    found.push(value);
  };
  visit(error);
  return found;
};
