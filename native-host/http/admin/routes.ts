import { KEY_ROUTES } from './key-routes.ts';
import type { AdminRoute } from './route.ts';
import { WATCH_ROUTES } from './watch-routes.ts';

/** Where the routes begin. */
export const API_ROOT = '/admin/v1';

/** The routes of the admin API. The OpenAPI document and the table in the documentation are generated from them. */
export const ADMIN_ROUTES: readonly AdminRoute[] = [...KEY_ROUTES, ...WATCH_ROUTES];

const PATTERNS = ADMIN_ROUTES.map(
  ({ path }) => new RegExp(`^${API_ROOT}${path.replace('{id}', '([\\w-]{1,64})')}$`),
);

/** The route of a request with its variable part; or the methods that its path has, none if the path is unknown. */
export const findRoute = (
  method: string,
  path: string,
): { readonly route: AdminRoute; readonly id: string } | { readonly allow: readonly string[] } => {
  const found = ADMIN_ROUTES.flatMap((route, at) => {
    const match = PATTERNS[at]?.exec(path);
    return match ? [{ route, id: match[1] ?? '' }] : [];
  });
  const one = found.find(({ route }) => route.method === method);
  return one ?? { allow: found.map(({ route }) => route.method) };
};
