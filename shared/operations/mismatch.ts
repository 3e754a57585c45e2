import { matchOperation } from './match.ts';
import { OPERATIONS } from './operations.ts';

/** Why a request matches no operation. */
export type Mismatch =
  /** Ollama has no such path. */
  | { readonly kind: 'missing'; readonly reason: string }
  /** Ollama has it for other methods: `allow` names them as its `Allow` header does. */
  | { readonly kind: 'wrong-method'; readonly reason: string; readonly allow: string }
  /** Its spelling or its query is one that Ollama could take for a route, and Turnkey does not. */
  | { readonly kind: 'unclear'; readonly reason: string };

/** How much of a path a message shows. */
const MAX_SHOWN = 200;

/** The order in which Ollama registers its first route of each method, which is that of its `Allow` header. */
const METHODS = ['HEAD', 'GET', 'POST', 'DELETE'];

/** Segments of which no server makes anything else: nothing encoded, empty, or made of dots alone. */
const PLAIN = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~:-]{1,512})+$/;

const QUERIES = new Set(OPERATIONS.flatMap(({ queries = [] }) => queries));

/** The methods that a route takes, as the `Allow` header names them; undefined where it takes this one or none. */
export const allowedMethods = (method: string, path: string): string | undefined => {
  if (matchOperation(method, path)) return undefined;
  return METHODS.filter((each) => matchOperation(each, path)).join(', ') || undefined;
};

/**
 * Why a request that `matchOperation` knows nothing of is no operation. `reason` is for the person who wrote it and
 * shows nothing of a query, which could hold a key.
 */
export const explainMismatch = (method: string, path: string): Mismatch => {
  const [plain = '', ...rest] = path.split('?');
  const shown = `${method} ${plain.slice(0, MAX_SHOWN)}`;
  if (rest.length > 0 && matchOperation(method, plain)) {
    return { kind: 'unclear', reason: `${shown} takes no query.` };
  }
  const unknown = `${shown} is no operation of Ollama`;
  const allow = allowedMethods(method, plain);
  if (allow !== undefined) {
    const reason = `${unknown}: this path takes ${allow.replaceAll(', ', ' and ')}.`;
    return { kind: 'wrong-method', reason, allow };
  }
  const reason = `${unknown}: the path is compared letter by letter, unencoded.`;
  const clear = PLAIN.test(plain) && (rest.length === 0 || QUERIES.has(rest.join('?')));
  return { kind: clear ? 'missing' : 'unclear', reason };
};
