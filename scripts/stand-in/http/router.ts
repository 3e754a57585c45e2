/** A route of the table. A `:name` segment takes any one non-empty segment. */
export interface Route<H> {
  readonly method: string;
  readonly path: string;
  readonly handle: H;
}
export type RouteMatch<H> =
  | { readonly kind: 'route'; readonly route: Route<H>; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'redirect'; readonly status: 301 | 307; readonly location: string }
  | { readonly kind: 'wrong-method'; readonly allow: string }
  | { readonly kind: 'unknown' };

const REASONS = { 301: 'Moved Permanently', 307: 'Temporary Redirect' };
/** The order in which Ollama registered its first route of each method: it shows in `Allow`. */
const METHOD_ORDER = ['HEAD', 'GET', 'POST', 'DELETE'];

/** Finds the route of a request target as Go's ServeMux and gin do together. */
export function matchRoute<H>(routes: readonly Route<H>[], method: string, target: string): RouteMatch<H> {
  const [escaped = '', ...rest] = target.split('?');
  const query = rest.length === 0 ? '' : `?${rest.join('?')}`;
  const clean = cleanPath(escaped);
  if (clean !== escaped) return { kind: 'redirect', status: 307, location: clean + query };

  const path = decode(escaped);
  const candidates = routes.flatMap((route) => {
    const params = matchPath(route.path, path);
    return params === undefined ? [] : [{ route, params }];
  });
  const hit = candidates.find(({ route }) => route.method === method);
  if (hit !== undefined) return { kind: 'route', ...hit };

  if (path.length > 1 && path.endsWith('/')) {
    const bare = path.slice(0, -1);
    if (routes.some((route) => route.method === method && matchPath(route.path, bare) !== undefined)) {
      return { kind: 'redirect', status: method === 'GET' ? 301 : 307, location: bare + query };
    }
  }
  if (candidates.length === 0) return { kind: 'unknown' };
  const methods = candidates.map(({ route }) => route.method);
  return { kind: 'wrong-method', allow: METHOD_ORDER.filter((name) => methods.includes(name)).join(', ') };
}

/** The body that Go's http.Redirect writes for GET. */
export function redirectBody(status: 301 | 307, location: string): string {
  const escaped = location.replaceAll('&', '&amp;');
  return `<a href="${escaped}">${REASONS[status]}</a>.\n\n`;
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
    if (part.startsWith(':') && segment !== '') params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}

function cleanPath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const clean = `/${kept.join('/')}`;
  return path.endsWith('/') && clean !== '/' ? `${clean}/` : clean;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
