import { matchOperation } from './match.ts';
import { OPERATIONS } from './operations.ts';

/** Why a request matches no operation. */
export type Mismatch =
  /** Ollama has no such path. */
  | { readonly kind: 'missing'; readonly reason: string }
  /** Ollama has this path for other methods, which `allow` lists like its `Allow` header. */
  | { readonly kind: 'wrong-method'; readonly reason: string; readonly allow: string }
  /** Ollama might accept this spelling or query as a route; Turnkey does not. */
  | { readonly kind: 'unclear'; readonly reason: string };

/** The number of characters of a path that a message shows. */
const MAX_SHOWN = 200;

/** The order of the methods in Ollama's `Allow` header: that in which it registers the first route of each. */
const METHODS = ['HEAD', 'GET', 'POST', 'DELETE'];

/** Paths that every server reads the same way: no segment is encoded, empty, or consists of dots. */
const PLAIN = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~:-]{1,512})+$/;

const QUERIES = new Set(OPERATIONS.flatMap(({ queries = [] }) => queries));

/**
 * The methods of a path that does not accept this one, in the format of the `Allow` header
 * (https://www.rfc-editor.org/rfc/rfc9110#field.allow). Undefined if it accepts this method, or none.
 */
export const allowedMethods = (method: string, path: string): string | undefined => {
  if (matchOperation(method, path)) return undefined;
  return METHODS.filter((each) => matchOperation(each, path)).join(', ') || undefined;
};

/**
 * Explains why a request matches no operation. `reason` is for the developer who wrote the request. It does not contain
 * the query, which could contain a key.
 */
export const explainMismatch = (method: string, path: string): Mismatch => {
  const [plain = '', ...rest] = path.split('?');
  const shown = `${method} ${plain.slice(0, MAX_SHOWN)}`;
  if (rest.length > 0 && matchOperation(method, plain)) {
    return { kind: 'unclear', reason: `${shown} does not accept a query.` };
  }
  const unknown = `${shown} is not an operation of Ollama`;
  const allow = allowedMethods(method, plain);
  if (allow !== undefined) {
    const reason = `${unknown}: this path accepts ${allow.replaceAll(', ', ' and ')}.`;
    return { kind: 'wrong-method', reason, allow };
  }
  const reason = `${unknown}: the path is compared exactly, without decoding.`;
  const clear = PLAIN.test(plain) && (rest.length === 0 || QUERIES.has(rest.join('?')));
  return { kind: clear ? 'missing' : 'unclear', reason };
};
