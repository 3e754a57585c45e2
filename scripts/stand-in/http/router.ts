import { posix } from 'node:path';

/** Handlers by method and path. A `:name` segment stands for any one segment. */
export type Routes<H> = Readonly<Record<string, H>>;
export type RouteMatch<H> =
  | { readonly kind: 'route'; readonly handle: H; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'redirect'; readonly status: 301 | 307; readonly location: string }
  | { readonly kind: 'wrong-method'; readonly allow: string }
  | { readonly kind: 'unknown' };

const REASONS = { 301: 'Moved Permanently', 307: 'Temporary Redirect' };
/** The order in which Ollama registered its first route of each method: it shows in `Allow`. */
const METHODS = ['HEAD', 'GET', 'POST', 'DELETE'];

const decode = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const matchPath = (pattern: string, path: string): Record<string, string> | undefined => {
  const wanted = pattern.split('/');
  const given = path.split('/');
  const fits = wanted.every((part, at) => part === given[at] || (part.startsWith(':') && given[at]));
  if (wanted.length !== given.length || !fits) return undefined;
  return Object.fromEntries(wanted.map((part, at) => [part.slice(1), given[at] ?? '']));
};

/** Finds the route of a request target as Go's ServeMux and gin do together. */
export const matchRoute = <H>(routes: Routes<H>, method: string, target: string): RouteMatch<H> => {
  const [escaped = '', ...rest] = target.split('?');
  const query = rest.length === 0 ? '' : `?${rest.join('?')}`;
  const clean = posix.normalize(escaped);
  if (clean !== escaped) return { kind: 'redirect', status: 307, location: clean + query };

  const matching = (path: string) =>
    METHODS.flatMap((each) =>
      Object.entries(routes).flatMap(([route, handle]) => {
        const params = route.startsWith(`${each} `)
          ? matchPath(route.slice(each.length + 1), path)
          : undefined;
        return params === undefined ? [] : [{ method: each, handle, params }];
      }),
    );
  const path = decode(escaped);
  const found = matching(path);
  const hit = found.find((each) => each.method === method);
  if (hit !== undefined) return { kind: 'route', handle: hit.handle, params: hit.params };

  const bare = path.slice(0, -1);
  if (bare !== '' && path.endsWith('/') && matching(bare).some((each) => each.method === method)) {
    return { kind: 'redirect', status: method === 'GET' ? 301 : 307, location: bare + query };
  }
  if (found.length === 0) return { kind: 'unknown' };
  return { kind: 'wrong-method', allow: found.map((each) => each.method).join(', ') };
};

/** The body that Go's http.Redirect writes for GET. */
export const redirectBody = (status: 301 | 307, location: string): string =>
  `<a href="${location.replaceAll('&', '&amp;')}">${REASONS[status]}</a>.\n\n`;
