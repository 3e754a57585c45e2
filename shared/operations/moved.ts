import { matchOperation } from './match.ts';

/** A redirect to the path of an operation. */
export interface Moved {
  readonly status: 301 | 307;
  /** Path and query, rebuilt from the operation, so that it never leads to another server. */
  readonly location: string;
}

/** Longest path that is compared, in characters. */
const MAX_PATH = 2_048;

/**
 * Where Ollama redirects a request whose path has repeated slashes or one at its end; undefined for every other request.
 * Clients send such paths when their base URL ends in a slash. Repeated slashes are removed by Go's ServeMux (net/http
 * `cleanPath`), a slash at the end by gin (`redirectTrailingSlash`), both at the versions of Ollama v0.24.0. Only paths of
 * operations are redirected, without decoding.
 */
export const movedTo = (method: string, path: string, query = ''): Moved | undefined => {
  if (path.length > MAX_PATH || !/\/\/|.\/$/.test(path)) return undefined;
  const single = path.replace(/\/{2,}/g, '/');
  const plain = single === '/' ? single : single.replace(/\/$/, '');
  const search = query === '' ? '' : `?${query}`;
  const match = matchOperation(method, plain + search);
  if (!match || match.operation.scope === 'never') return undefined;
  const status = single === path && method === 'GET' ? 301 : 307;
  return { status, location: match.path + search };
};
