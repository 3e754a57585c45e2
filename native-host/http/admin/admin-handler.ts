import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import * as v from 'valibot';
import { ERRORS } from '../../../shared/errors/codes.ts';
import { redactKeys } from '../../../shared/key/key.ts';
import { Refusal } from '../../errors/refusal.ts';
import { StoreError } from '../../store/store-error.ts';
import { type RequestHead, readHead } from '../request-head.ts';
import { authenticateAdmin } from './authenticate-admin.ts';
import { NotFound } from './not-found.ts';
import { readJson } from './read-json.ts';
import { readQuery } from './read-query.ts';
import type { AdminHost, AdminRoute } from './route.ts';
import { findRoute } from './routes.ts';
import { SAFE_HEADERS } from './safe-headers.ts';

/** An answer other than that of the route. */
interface Failure {
  readonly status: number;
  readonly code: string;
  readonly error: string;
  readonly help?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

const failureOf = (error: unknown): Failure => {
  if (error instanceof Refusal) {
    const { status, help } = ERRORS[error.code];
    const headers: Record<string, string> = status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {};
    if (error.retryAfterMs !== undefined)
      headers['Retry-After'] = String(Math.ceil(error.retryAfterMs / 1000));
    const { code, message } = error;
    return { status, code, error: redactKeys(message), help: error.help ?? help, headers };
  }
  if (error instanceof v.ValiError) {
    const [issue] = error.issues as [v.BaseIssue<unknown>];
    const path = v.getDotPath(issue);
    return { status: 400, code: 'bad_request', error: `${path === null ? '' : `${path}: `}${issue.message}` };
  }
  if (error instanceof NotFound) return { status: 404, code: 'not_found', error: error.message };
  if (error instanceof StoreError) {
    const text = 'The store of keys and permissions cannot be used at the moment.';
    return { status: 503, code: 'store_failed', error: text };
  }
  return { status: 500, code: 'internal', error: 'The request could not be answered.' };
};

const send = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => {
  const text = body === undefined ? '' : JSON.stringify(body);
  const type = { 'Content-Type': 'application/json; charset=utf-8' };
  response.writeHead(status, STATUS_CODES[status], {
    ...SAFE_HEADERS,
    ...(status === 204 ? {} : { ...type, 'Content-Length': String(Buffer.byteLength(text)) }),
    ...headers,
  });
  response.end(text);
};

/** Only the page of this listener may call from a browser: CORS is never allowed, so nothing has to be answered. */
const checkOrigin = ({ host, origin }: RequestHead, site: string | string[] | undefined): void => {
  const isSame = origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
  const isOwnSite = site === undefined || site === 'same-origin' || site === 'none';
  if (isSame && isOwnSite) return;
  throw new Refusal('origin_not_allowed', 'Only the admin page itself may call this from a browser.');
};

const readInput = async (request: IncomingMessage, head: RequestHead, route: AdminRoute) => ({
  query: route.query ? v.parse(route.query, readQuery(head.query)) : {},
  body: route.body ? v.parse(route.body, await readJson(request)) : undefined,
});

/**
 * Creates the handler of the admin API. It checks who calls before it reads a body, and passes checked parameters to the
 * route. The key is in a header, which no website can add without CORS, so nobody can forge a request (CSRF).
 */
export const createAdminHandler = (host: AdminHost) => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const head = readHead(request);
    checkOrigin(head, request.headers['sec-fetch-site']);
    const address = host.clients.addressOf(request.socket.remoteAddress, head);
    const { id: actor } = await authenticateAdmin(head, address, host);
    const found = findRoute(head.method, head.path);
    if ('allow' in found) {
      const { allow } = found;
      if (allow.length === 0) throw new NotFound('No such path. /admin/v1/openapi.json lists them.');
      const error = 'This path has other methods.';
      return send(response, 405, { error, code: 'bad_request' }, { Allow: allow.join(', ') });
    }
    const { route, id } = found;
    const input = { id, ...(await readInput(request, head, route)) };
    const result = await route.run(input, { ...host, actor });
    send(response, route.status ?? (route.result ? 200 : 204), result);
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await answer(request, response);
    } catch (error) {
      if (response.headersSent || response.destroyed) return;
      const { status, headers, ...body } = failureOf(error);
      send(response, status, body, headers);
    }
  };
};
