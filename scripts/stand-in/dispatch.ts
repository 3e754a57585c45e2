import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';
import { headerOf } from './controls/request-log.ts';
import type { CorsDecision, CorsRequest } from './http/cors.ts';
import { isHostAllowed, isLocalName } from './http/host-check.ts';
import { matchRoute, redirectBody } from './http/router.ts';
import { generating, routes } from './routes.ts';

/** Whether a request may run a model. Plans without a path are only for such requests. */
export const generates = (method: string, target: string): boolean => {
  const match = matchRoute(routes, method, target);
  return match.kind === 'route' && generating.has(match.handle);
};

const redirect = ({ request, reply }: Omit<Call, 'params'>, status: 301 | 307, location: string): void => {
  reply.header('Location', location);
  const hasType = request.method === 'GET' || request.method === 'HEAD';
  const body = request.method === 'GET' ? redirectBody(status, location) : undefined;
  reply.send(status, hasType ? 'text/html; charset=utf-8' : undefined, body);
};

/** Answers one request in Ollama's order: routing, CORS, the Host check, the route. */
export const dispatch = async (
  call: Omit<Call, 'params'>,
  cors: (request: CorsRequest) => CorsDecision,
): Promise<void> => {
  const { request, reply, plan } = call;
  const { method } = request;
  const match = matchRoute(routes, method, request.path);
  if (match.kind === 'redirect') return redirect(call, match.status, match.location);
  if (match.kind === 'wrong-method') reply.header('Allow', match.allow);

  const host = headerOf(request, 'host') ?? '';
  const decision = cors({ method, host, origin: headerOf(request, 'origin') ?? '' });
  for (const [name, value] of decision.headers) reply.header(name, value);
  if (decision.status !== undefined) return reply.send(decision.status);
  if (!isHostAllowed(host)) return reply.send(403);
  if (method === 'OPTIONS' && isLocalName(host)) return reply.send(204);

  if (match.kind === 'unknown') return reply.send(404, 'text/plain', '404 page not found');
  if (match.kind === 'wrong-method') return reply.send(405, 'text/plain', '405 method not allowed');
  const { handle, params } = match;
  try {
    if (plan.hold?.afterTokens === 0 && !generating.has(handle)) await plan.hold.barrier.pass(reply.gone);
    await handle({ ...call, params });
  } catch (error) {
    if (reply.gone.aborted) return;
    if (!(error instanceof ApiError)) throw error;
    reply.send(error.status, error.body.contentType, error.body.text);
  }
};
