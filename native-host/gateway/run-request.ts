import type { Grant } from '../../shared/access/grant.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import { type Problem, problem } from '../../shared/errors/problem.ts';
import { dialectOf } from '../../shared/operations/dialect-of.ts';
import { type Match, matchOperation } from '../../shared/operations/match.ts';
import { explainMismatch } from '../../shared/operations/mismatch.ts';
import { hasGrant, NOTHING_MORE } from '../access/decide.ts';
import { stillAllowed } from '../access/still-allowed.ts';
import { Refusal } from '../errors/refusal.ts';
import type { UpstreamCall } from '../relay/relay.ts';
import { StoreError } from '../store/store-error.ts';
import { BodyError } from './body-error.ts';
import { type Denial, denialReply } from './denial.ts';
import { describeUpstreamError } from './describe-upstream-error.ts';
import type { Gate, Wish } from './gate.ts';
import type { GatewayCall, GatewayRequest, Sink } from './gateway-call.ts';
import type { GatewayCore } from './gateway-core.ts';
import { createListingFilter } from './listing/listing-filter.ts';
import { missingReply } from './missing-reply.ts';
import { type PreparedRequest, prepareRequest } from './prepare-request.ts';
import { readBody } from './read-body.ts';
import { createRecord } from './request-record.ts';

/** One request from the door to Ollama and back: understood, decided, limited, relayed, counted. */
export const runRequest = (
  request: GatewayRequest,
  gate: Gate,
  sink: Sink,
  core: GatewayCore,
): GatewayCall => {
  const { store, relay, address, limiter, catalog, revocations, faults, bodies } = core;
  const match = matchOperation(request.method, request.path);
  const record = createRecord(match?.operation, core);
  const controller = new AbortController();
  const share = bodies.share();
  let call: UpstreamCall | undefined;
  let paused = false;
  let over = false;
  let givenUp = false;
  let changed = false;
  let check = (): void => {
    changed = true;
  };
  let release = (): void => {};
  // From before the decision on, so that no change falls between it and the answer.
  const unwatch = revocations.watch(() => check());

  const close = (): boolean => {
    if (over) return false;
    over = true;
    unwatch();
    release();
    share.release();
    // Only now does Ollama list what came of it.
    if (match?.operation.scope === 'manage') catalog.forget();
    return true;
  };

  const fail = (told: Problem, drop = false) => {
    if (!close()) return;
    record.finish({ code: told.code });
    call?.abort();
    sink.fail(told, drop);
  };

  const failWith = (code: ErrorCode, message: string) => fail(problem(code, message));

  const failUpstream = (error: Error, begun: boolean) => {
    const { code, message, detail } = describeUpstreamError(error, begun, address);
    faults.failed(detail);
    failWith(code, message);
  };

  const done = () => {
    if (!close()) return;
    faults.worked();
    // Whoever has had the whole answer is counted, whatever happens to this process.
    const counted = record.finish({});
    if (!counted) return sink.end();
    void counted.then(() => {
      if (!givenUp) sink.end();
    });
  };

  const unread = () => failWith('internal', 'The list of models could not be read.');

  const unreachable = (error: Error) => {
    failUpstream(error, false);
    return () => true;
  };

  /** Answers without Ollama. */
  const answer = ({ status, statusText, headers, body }: Denial, how: { code?: string } = {}) => {
    if (!close()) return;
    record.head(status);
    record.finish(how);
    sink.head(status, statusText, headers);
    // An answer to HEAD has no body.
    if (request.method !== 'HEAD') sink.data(body);
    sink.end();
  };

  const deny = ({ code, message, retryAfterMs }: Refusal) => {
    const help = gate.help && { help: gate.help(code) };
    answer(denialReply(code, message, dialectOf(request.path), { retryAfterMs, ...help }), { code });
  };

  /** A route that Ollama lacks: its own answer to a caller with a grant, and no prompt to one without. */
  const answerUnknown = async () => {
    const mismatch = explainMismatch(request.method, request.path);
    const standing = { caller: gate.caller, grant: await gate.grant(), now: core.now() };
    if (mismatch.kind === 'unclear' || !hasGrant(standing)) {
      throw new Refusal('operation_unknown', mismatch.reason);
    }
    answer(missingReply(mismatch.kind === 'wrong-method' ? mismatch.allow : undefined));
  };

  const send = (prepared: PreparedRequest, grant: Grant) => {
    const { operation, models, method, path, headers, body } = prepared;
    const out = createListingFilter({ operation, method, grant, catalog, sink, isOver: () => over });
    call = relay.send(
      { method, path, headers, body, operation, models },
      {
        onHead(status, statusText, head) {
          if (over) return;
          record.head(status);
          if (status === 404) catalog.forget();
          out.head(status, statusText, head);
        },
        onData(chunk) {
          if (over) return;
          record.data(chunk);
          out.data(chunk);
        },
        onEnd: () => out.end(done, unread),
        onError: (error, begun) => failUpstream(error, begun),
      },
    );
    if (paused) call.pause();
  };

  /** Looks whether what was allowed still is; ends the request where it is not. */
  const recheck = (wish: Wish, grant: Grant, since: number) => async () => {
    try {
      const problem = stillAllowed(await gate.refresh(grant), { caller: gate.caller, ...wish, now: since });
      if (problem) fail(problem, true);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (error.revokesAll) return fail(problem('store_failed', error.message), true);
      // A store that is locked or away comes back: what was allowed goes on, and no new request is allowed meanwhile.
    }
  };

  const run = async ({ operation, ...rest }: Match) => {
    const authorise = (wish: Wish) =>
      gate.authorise(wish, controller.signal, () => {
        if (!over) sink.waiting();
      });
    // No body is read or decoded for a caller that may not use the operation at all.
    if (operation.body !== 'none') await authorise({ operation, models: null, ...NOTHING_MORE });
    const bytes = await readBody(operation, request.body, bodies, share);
    const prepared = await prepareRequest({ operation, ...rest }, request, bytes);
    const { models, registry, needs } = prepared;
    record.models(models);
    const since = core.now();
    let wish: Wish = { operation, models, registry, needs };
    let grant = await authorise(wish);
    if (models.length > 0 && !grant.scopes.includes('cloud')) {
      const remote = await catalog.lookUp(models).catch(unreachable);
      wish = { ...wish, remote };
      if (models.some(remote)) grant = await authorise(wish);
    }
    if (over) return;
    record.grant(grant.id);
    await store.grants.touch(grant.id);
    const turn = await limiter.take(grant);
    if ('refused' in turn) {
      const what =
        turn.refused === 'rate_limited' ? 'has asked often enough for now' : 'runs all that it may at once';
      throw new Refusal(turn.refused, `The grant ${grant.id} ${what}.`, turn.retryAfterMs);
    }
    release = turn.release;
    if (over) return turn.release();
    await sink.begin();
    if (over) return;
    const look = recheck(wish, grant, since);
    check = () => void look();
    send(prepared, grant);
    // Between the decision and here.
    if (changed) check();
  };

  const start = async () => {
    // Whoever has opened it holds it by then.
    await null;
    try {
      await (match ? run(match) : answerUnknown());
    } catch (error) {
      const refusal = error instanceof BodyError ? new Refusal('bad_request', error.message) : error;
      if (refusal instanceof Refusal) deny(refusal);
      else if (error instanceof StoreError) failWith('store_failed', error.message);
      else failWith('internal', 'The host failed while it prepared the request.');
    }
  };

  void start();

  return {
    pause() {
      paused = true;
      call?.pause();
    },
    resume() {
      paused = false;
      call?.resume();
    },
    abort(reason) {
      givenUp = true;
      if (!close()) return;
      record.finish({ aborted: true });
      controller.abort(reason);
      call?.abort();
    },
  };
};
