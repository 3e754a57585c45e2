import { posix } from 'node:path';

/** Handlers by method and path. A `:name` segment matches any one segment. */
export type Routes<H> = Readonly<Record<string, H>>;
export type RouteMatch<H> =
  | { readonly kind: 'route'; readonly handle: H; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'redirect'; readonly status: 301 | 307; readonly location: string }
  | { readonly kind: 'wrong-method'; readonly allow: string }
  | { readonly kind: 'unknown' };

const REASONS = { 301: 'Moved Permanently', 307: 'Temporary Redirect' };
/** The order in which Ollama registers the first route of each method, which is that of `Allow`. */
const METHODS = ['HEAD', 'GET', 'POST', 'DELETE'];

const decode = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

/** A route’s path as a regular expression with a named group for each parameter. */
const toPattern = (path: string): RegExp => new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);

/** Finds the route of a request target, like Go's ServeMux and gin together. */
export const matchRoute = <H>(routes: Routes<H>, method: string, target: string): RouteMatch<H> => {
  const [escaped = '', ...rest] = target.split('?');
  const query = rest.length === 0 ? '' : `?${rest.join('?')}`;
  const clean = posix.normalize(escaped);
  if (clean !== escaped) return { kind: 'redirect', status: 307, location: clean + query };

  const all = Object.entries(routes).map(([route, handle]) => {
    const [own = '', pattern = ''] = route.split(' ');
    return { own, pattern: toPattern(pattern), handle };
  });
  const matching = (path: string) =>
    METHODS.flatMap((each) => all.filter(({ own, pattern }) => own === each && pattern.test(path)));
  const path = decode(escaped);
  const found = matching(path);
  const hit = found.find(({ own }) => own === method);
  if (hit) return { kind: 'route', handle: hit.handle, params: hit.pattern.exec(path)?.groups ?? {} };

  const bare = path.slice(0, -1);
  if (bare !== '' && path.endsWith('/') && matching(bare).some(({ own }) => own === method)) {
    return { kind: 'redirect', status: method === 'GET' ? 301 : 307, location: bare + query };
  }
  if (found.length === 0) return { kind: 'unknown' };
  return { kind: 'wrong-method', allow: found.map(({ own }) => own).join(', ') };
};

/** The body that Go's http.Redirect writes for GET. */
export const redirectBody = (status: 301 | 307, location: string): string =>
  `<a href="${location.replaceAll('&', '&amp;')}">${REASONS[status]}</a>.\n\n`;
