import { describe, expect, test } from 'vitest';
import { HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import { SCOPE_NAMES, type Scope } from '../../shared/access/scopes.ts';
import { type DenialCode, ERRORS } from '../../shared/errors/codes.ts';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import { createApprovals } from '../approvals/approvals.ts';
import { createHttpAuthorizer } from '../http/http-authorizer.ts';
import type { Relay, UpstreamRequest } from '../relay/relay.ts';
import { createSessionAuthorizer } from '../session/session-authorizer.ts';
import type { HostContext } from '../session/session-core.ts';
import type { Store } from '../store/contract.ts';
import { temporaryStore } from '../store/testing/temporary-store.ts';
import type { Authorizer } from './authorise.ts';
import type { GatewayBody } from './body-budget.ts';
import { createGateway, type GatewayRequest } from './gateway.ts';

/**
 * Every operation × every scope × every state of a permission through the gateway, with a real store and the
 * authorizers of both entry points. Checks the answer, and that no refused request reaches Ollama.
 */

const NOW = 1_000_000;
const MODEL = 'llama3';
const DIGEST = `sha256:${'0'.repeat(64)}`;

interface State {
  readonly name: string;
  /** Null: there is no grant. */
  readonly grant: Partial<Grant> | null;
  readonly code: DenialCode | null;
  /** Changes the grant in the store after it was created. */
  readonly after?: (store: Store, id: string) => Promise<unknown>;
  /** True if the refusal depends on the body, so that a missing scope is reported first. */
  readonly late?: true;
}

const STATES: readonly State[] = [
  { name: 'good', grant: {}, code: null },
  { name: 'none', grant: null, code: 'not_approved' },
  { name: 'expired', grant: { expiresAt: NOW }, code: 'key_expired' },
  {
    name: 'disabled',
    grant: {},
    after: ({ grants }, id) => grants.setDisabled(id, true),
    code: 'key_disabled',
  },
  { name: 'revoked', grant: {}, after: ({ grants }, id) => grants.revoke(id), code: 'key_revoked' },
  { name: 'of another caller', grant: { caller: 'another' }, code: 'key_elsewhere' },
  { name: 'for other models', grant: { models: ['mistral'] }, code: 'model_not_allowed', late: true },
  { name: 'over its minute', grant: { limits: { perMinute: 0 } }, code: 'rate_limited', late: true },
  {
    name: 'with all that it may running',
    grant: { limits: { concurrent: 0 } },
    code: 'too_many_requests',
    late: true,
  },
];

/** An Ollama that has one model and says yes to all else. */
const openRelay = () => {
  const sent: UpstreamRequest[] = [];
  const relay: Relay = {
    send(request, listener) {
      // What the host itself asks to know its models has no operation.
      if (request.operation) sent.push(request);
      queueMicrotask(() => {
        listener.head(200, 'OK', []);
        listener.data(Buffer.from(`{"models":[{"name":"${MODEL}:latest"}],"data":[]}`));
        listener.end();
      });
      return { abort: () => {}, pause: () => {}, resume: () => {} };
    },
    close: () => {},
  };
  return { sent, relay };
};

type Entry = 'an extension' | 'HTTP';

const open = (entry: Entry) => {
  const store = temporaryStore({ now: NOW });
  const { sent, relay } = openRelay();
  const now = () => NOW;
  const gateway = createGateway({ store, relay, address: 'http://ollama', now });
  const approvals = createApprovals({
    now,
    newId: () => 'q',
    show: ({ id }) => approvals.answer(id, 'dismissed'),
  });
  const pairing = { grant: async () => ({}) as Grant, set: () => {}, problem: undefined };
  const context = { store, approvals, pairing, now } as unknown as HostContext;

  let made = 0;
  const gateFor = async (scope: Scope, { grant, after }: State): Promise<Authorizer | null> => {
    made += 1;
    const caller = entry === 'HTTP' ? HTTP_CALLER : { id: `caller-${made}`, page: true, own: false };
    if (!grant) return entry === 'HTTP' ? null : createSessionAuthorizer({ caller, context, credential: {} });
    const base = {
      name: 'One',
      kind: 'key',
      parent: null,
      digest: null,
      models: null,
      expiresAt: null,
    } as const;
    const id = `grant${made}`;
    const created = await store.grants.create({ ...base, caller: caller.id, scopes: [scope], ...grant, id });
    await after?.(store, id);
    const found = (await store.grants.byId(id)) ?? created;
    if (entry === 'HTTP') return createHttpAuthorizer(found, store, now);
    return createSessionAuthorizer({ caller, context, credential: { grantId: id } });
  };
  return { gateway, sent, gateFor };
};

const form = async (): Promise<{ type: string; bytes: Buffer }> => {
  const data = new FormData();
  data.append('model', MODEL);
  const written = new Response(data);
  return { type: written.headers.get('content-type') ?? '', bytes: Buffer.from(await written.arrayBuffer()) };
};

const requestOf = async ({ body, methods, models, path }: Operation) => {
  const { type, bytes } =
    body === 'form'
      ? await form()
      : {
          type: 'application/json',
          bytes: Buffer.from(JSON.stringify(Object.fromEntries(models.map((field) => [field, MODEL])))),
        };
  const own: GatewayBody = {
    inline: true,
    whole: async () => bytes,
  };
  const filled = path.replace(':digest', DIGEST).replace(':model', MODEL).replace(':encodedKey', 'x');
  return { method: methods[0] ?? '', path: filled, headers: { 'content-type': type }, body: own };
};

type Core = ReturnType<typeof open>['gateway'];

/** Status and code of an answer. */
const ask = (gateway: Core, authorizer: Authorizer, request: GatewayRequest): Promise<string> => {
  const { promise, resolve } = Promise.withResolvers<string>();
  let line = '';
  gateway.open(request, authorizer, {
    waiting: () => {},
    begin: async () => {},
    head(status, _text, headers) {
      const code = headers.find(([name]) => name === 'X-Turnkey-Error')?.[1];
      const retry = headers.some(([name]) => name === 'Retry-After') ? ' later' : '';
      const type = headers.find(([name]) => name === 'Content-Type')?.[1];
      line = `${status} ${code ?? (type === 'text/plain' ? 'text' : 'relayed')}${retry}`;
    },
    data: () => {},
    end: () => resolve(line),
    fail: ({ code }) => resolve(`failed ${code}`),
  });
  return promise;
};

const answerOf = async (gateway: Core, authorizer: Authorizer, operation: Operation) =>
  ask(gateway, authorizer, await requestOf(operation));

const expected = ({ scope, models }: Operation, given: Scope, { code, late }: State): string => {
  const say = (refused: DenialCode): string => {
    const later = ['rate_limited', 'too_many_requests'].includes(refused) ? ' later' : '';
    return `${(ERRORS[refused] as { status: number }).status} ${refused}${later}`;
  };
  if (scope === 'never') return say('operation_refused');
  if (code !== null && !late) return say(code);
  if (given !== scope) return say('scope_missing');
  if (code === 'model_not_allowed' && models.length === 0) return '200 relayed';
  return code === null ? '200 relayed' : say(code);
};

describe.each<Entry>(['an extension', 'HTTP'])('%s', (entry) => {
  test.each(STATES)('every operation, with each scope and a permission that is $name', async (state) => {
    const { gateway, sent, gateFor } = open(entry);
    for (const scope of SCOPE_NAMES) {
      const authorizer = await gateFor(scope, state);
      // Over HTTP nobody comes as far as this without a grant.
      if (!authorizer) continue;
      for (const operation of OPERATIONS) {
        sent.length = 0;
        const wanted = expected(operation, scope, state);
        const answer = await answerOf(gateway, authorizer, operation);
        expect([operation.name, scope, answer]).toEqual([operation.name, scope, wanted]);
        const reached = sent.map(({ operation: asked }) => asked?.scope);
        expect(reached).toEqual(wanted === '200 relayed' ? [operation.scope] : []);
      }
    }
    await gateway.close();
  });

  /** Requests that match no operation, and the answer for a caller with a grant. */
  const UNKNOWN = [
    ['POST', '/v1/messages/count_tokens', '404 text'],
    ['GET', '/v1/files', '404 text'],
    ['POST', '/v1/responses/compact', '404 text'],
    ['GET', '/api/chat', '405 text'],
    ['GET', '/api/me', '405 text'],
    ['GET', '/API/codex/v1/models', '404 text'],
    ['GET', '/api/%63odex/v1/models', '403 operation_unknown'],
    ['GET', '//api/codex', '403 operation_unknown'],
    ['GET', '/api/tags/', '403 operation_unknown'],
  ] as const;

  test.each(STATES)('a request that matches no operation, with a permission that is $name', async (state) => {
    const { gateway, sent, gateFor } = open(entry);
    const holds = state.code === null || state.late;
    for (const scope of SCOPE_NAMES) {
      const authorizer = await gateFor(scope, state);
      if (!authorizer) continue;
      for (const [method, path, answer] of UNKNOWN) {
        const body: GatewayBody = { inline: true, whole: async () => Buffer.from('{}') };
        const found = await ask(gateway, authorizer, { method, path, headers: {}, body });
        expect([path, found]).toEqual([path, holds ? answer : '403 operation_unknown']);
      }
    }
    expect(sent).toEqual([]);
    await gateway.close();
  });

  test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    '%s of what stands below /api/codex is for nobody',
    async (method) => {
      const { gateway, sent, gateFor } = open(entry);
      for (const scope of SCOPE_NAMES) {
        const authorizer = (await gateFor(scope, STATES[0] as State)) as Authorizer;
        for (const below of ['', '/', '/_health', '/_status', '/v1/responses', '/../tags', '/%2e%2e/tags']) {
          const body: GatewayBody = { inline: true, whole: async () => Buffer.from('{"model":"llama3"}') };
          const request = { method, path: `/api/codex${below}`, headers: {}, body };
          expect([below, await ask(gateway, authorizer, request)]).toEqual([below, '403 operation_refused']);
        }
      }
      expect(sent).toEqual([]);
      await gateway.close();
    },
  );
});
