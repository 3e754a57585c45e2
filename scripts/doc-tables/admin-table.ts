import { ADMIN_ROUTES, API_ROOT } from '../../native-host/http/admin/routes.ts';
import { code, markdown } from './markdown.ts';

/** The routes of the admin API. */
export const adminRoutes = (): string =>
  markdown(
    ['Route', 'What it does'],
    ADMIN_ROUTES.map(({ method, path, summary }) => [code(`${method} ${API_ROOT}${path}`), summary]),
  );
