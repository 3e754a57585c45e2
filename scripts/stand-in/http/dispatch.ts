import type { Call, Handler } from '../call.ts';
import type { Plan } from '../controls/plans.ts';
import { headerOf, type LoggedRequest } from '../controls/request-log.ts';
import { generatingHandlers, routes } from '../routes.ts';
import type { State } from '../state.ts';
import { ApiError } from './api-error.ts';
import type { CorsDecision, CorsRequest } from './cors.ts';
import { isHostAllowed, isLocalName } from './host-check.ts';
import type { Reply } from './reply.ts';
import { matchRoute, type RouteMatch, redirectBody } from './router.ts';

/** Whether a request may run a model, which decides which plans of a test are for it. */
export function generates(method: string, target: string): boolean {
  const match = matchRoute(routes, method, target);
  return match.kind === 'route' && generatingHandlers.has(match.route.handle);
}

/** Answers one request: routing first, then CORS, then the Host check, then the route, as Ollama does. */
export async function dispatch(
  state: State,
  request: LoggedRequest,
  plan: Plan,
  reply: Reply,
  cors: (request: CorsRequest) => CorsDecision,
): Promise<void> {
  const match = matchRoute(routes, request.method, request.path);
  if (match.kind === 'redirect') return redirect(request, match, reply);
  if (match.kind === 'wrong-method') reply.header('Allow', match.allow);

  const host = headerOf(request, 'host') ?? '';
  const decision = cors({ method: request.method, host, origin: headerOf(request, 'origin') ?? '' });
  for (const [name, value] of decision.headers) reply.header(name, value);
  if (decision.status !== undefined) return reply.send(decision.status);
  if (!isHostAllowed(host)) return reply.send(403);
  if (request.method === 'OPTIONS' && isLocalName(host)) return reply.send(204);

  if (match.kind === 'unknown') return reply.send(404, 'text/plain', '404 page not found');
  if (match.kind === 'wrong-method') return reply.send(405, 'text/plain', '405 method not allowed');
  await run(match.route.handle, { state, request, body: request.body, params: match.params, reply, plan });
}

async function run(handle: Handler, call: Call): Promise<void> {
  const { plan, reply } = call;
  try {
    if (plan.hold?.afterTokens === 0 && !generatingHandlers.has(handle))
      await plan.hold.barrier.pass(reply.gone);
    await handle(call);
  } catch (error) {
    if (reply.gone.aborted) return;
    if (!(error instanceof ApiError)) throw error;
    reply.json(error.status, error.body);
  }
}

function redirect(
  request: LoggedRequest,
  match: RouteMatch<Handler> & { kind: 'redirect' },
  reply: Reply,
): void {
  const { status, location } = match;
  reply.header('Location', location);
  const hasType = request.method === 'GET' || request.method === 'HEAD';
  const body = request.method === 'GET' ? redirectBody(status, location) : undefined;
  reply.send(status, hasType ? 'text/html; charset=utf-8' : undefined, body);
}
