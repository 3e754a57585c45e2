import type { Problem } from '../../shared/errors/problem.ts';
import { type Match, matchOperation } from '../../shared/operations/match.ts';
import type { ResponseSink, RunningRequest } from '../relay/response-sink.ts';
import { admit } from './admit.ts';
import { answerError, answerUnknown } from './answer-locally.ts';
import { auditUpkeep } from './audit-upkeep.ts';
import { type Authorizer, authoriseBody, authoriseCaller, watchAccess } from './authorise.ts';
import { forward } from './forward.ts';
import type { ClientSink, GatewayCore, GatewayRequest } from './gateway.ts';
import { createLifetime, guarded, type RequestLifetime } from './request-lifetime.ts';
import { type PermissionWatch, watchPermissions } from './revocations.ts';
import { understand } from './understand.ts';
import { recorded } from './usage/record-response.ts';
import { createRecord, type RequestRecord } from './usage/request-record.ts';

/** What all stages of one request share. */
export interface RequestContext {
  readonly core: GatewayCore;
  readonly request: GatewayRequest;
  readonly authorizer: Authorizer;
  /** The client's own sink, for what precedes a response or replaces it. */
  readonly client: ClientSink;
  /** Records the response, ends the request with it, and delivers it to the client. */
  readonly reply: ResponseSink<Problem>;
  readonly record: RequestRecord;
  readonly lifetime: RequestLifetime;
  readonly permissions: PermissionWatch;
}

/** Authorises, understands, admits and forwards a request. Throws what `answerError` responds to. */
const runStages = async (match: Match, context: RequestContext): Promise<RunningRequest> => {
  const { core, record, lifetime } = context;
  const since = core.now();
  const asked = authoriseCaller(match.operation, context);
  const allowed = asked instanceof Promise ? await asked : asked;
  const understood = await understand(match, allowed, context);
  record.models(understood.models);
  const { body } = understood;
  if (typeof body === 'string' || Buffer.isBuffer(body)) record.sent(body.length);
  const access = await authoriseBody(understood, allowed, since, context);
  lifetime.throwIfAborted();
  record.grant(access.grant.id);
  if (context.request.account !== undefined) record.account(context.request.account);
  await admit(access.grant, context);
  const audited = auditUpkeep(understood, access.grant, context);
  if (audited) await audited;
  const running = forward(understood, access.grant, context);
  watchAccess(access, context);
  core.running.add(access, context);
  return running;
};

/** Runs one request from its arrival to the end of its response. */
export const runRequest = (
  request: GatewayRequest,
  authorizer: Authorizer,
  client: ClientSink,
  core: GatewayCore,
): RunningRequest => {
  const match = matchOperation(request.method, request.path);
  const lifetime = createLifetime();
  // From before the decision, so that no change falls between it and the response.
  const permissions = watchPermissions(core.revocations);
  lifetime.onEnd(permissions.stop);
  const record = createRecord(match?.operation, core, {
    own: authorizer.caller.own,
    source: request.source,
  });
  const reply = guarded(recorded(client, record, lifetime), lifetime);
  const context = { core, request, authorizer, client, reply, record, lifetime, permissions };
  let running: RunningRequest | undefined;
  let paused = false;

  const run = async () => {
    // Yield once so that the caller holds the returned handle when the first callback fires.
    await null;
    if (!match) return answerUnknown(context);
    running = await runStages(match, context);
    if (paused) running.pause();
  };
  run().catch((error: unknown) => answerError(error, context));

  return {
    pause() {
      paused = true;
      running?.pause();
    },
    resume() {
      paused = false;
      running?.resume();
    },
    abort(reason) {
      if (lifetime.abort(reason)) void record.finish({ aborted: true });
    },
  };
};
