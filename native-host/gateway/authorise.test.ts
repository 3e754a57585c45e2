import { expect, test } from 'vitest';
import type { Grant } from '../../shared/access/grant.ts';
import type { Problem } from '../../shared/errors/problem.ts';
import { OPERATIONS, type Operation } from '../../shared/operations/operations.ts';
import { NOTHING_MORE } from '../access/decide.ts';
import { makeGrant } from '../access/testing/make-grant.ts';
import { StoreError, type StoreTrouble } from '../store/store-error.ts';
import { authoriseBody, authoriseCaller, watchAccess } from './authorise.ts';
import { createLifetime } from './request-lifetime.ts';
import type { RequestContext } from './run-request.ts';

const CALLER = { id: 'me', page: true, own: false };
const CHAT = OPERATIONS.find(({ name }) => name === 'chat') as Operation;
const GRANT = makeGrant({ caller: 'me', scopes: ['infer'] });
const WANTED = { operation: CHAT, models: ['llama3'], ...NOTHING_MORE };
const UNDERSTOOD = { ...WANTED, method: 'POST', path: '/api/chat', headers: {}, body: '{}' };

interface Setting {
  readonly authorise?: RequestContext['authorizer']['authorise'];
  readonly refresh?: () => Promise<Grant | null>;
  readonly lookUp?: () => Promise<(name: string) => boolean>;
}

/** The context of a request for the authorise stage, and what the client and the operator receive. */
const open = ({ authorise = async () => GRANT, refresh = async () => GRANT, lookUp }: Setting = {}) => {
  const events: string[] = [];
  const lifetime = createLifetime();
  const checks: (() => void)[] = [];
  const context = {
    core: {
      catalog: { lookUp: lookUp ?? (async () => () => false), forget: () => {} },
      faults: { failed: (detail: string) => void events.push(`operator: ${detail}`), worked: () => {} },
      address: 'http://ollama',
    },
    request: { body: { inline: true } },
    authorizer: { caller: CALLER, authorise, refresh, grant: refresh },
    client: { waiting: () => void events.push('waiting') },
    reply: {
      fail: ({ code }: Problem, drop = false) => void events.push(`fail ${code}${drop ? ', dropped' : ''}`),
    },
    lifetime,
    permissions: { changed: false, onChange: (check: () => void) => void checks.push(check), stop: () => {} },
  } as unknown as RequestContext;
  const change = async () => {
    for (const check of checks) check();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { context, lifetime, events, change };
};

test('a client learns that the user is asked, unless its request is over', async () => {
  let wait = () => {};
  const { context, lifetime, events } = open({
    async authorise(_request, _signal, onWait) {
      wait = onWait;
      return GRANT;
    },
  });
  await authoriseCaller(CHAT, context);
  wait();
  lifetime.abort('gone');
  wait();
  expect(events).toEqual(['waiting']);
});

test('a model that Ollama runs on another server is refused without the scope for it', async () => {
  const { context } = open({ lookUp: async () => () => true });
  await expect(authoriseBody(UNDERSTOOD, GRANT, 0, context)).rejects.toMatchObject({ code: 'scope_missing' });
});

test('where models run is looked up only for a grant without the scope for the cloud', async () => {
  const { context } = open({ lookUp: () => Promise.reject(new Error('not expected')) });
  const grant = { ...GRANT, scopes: ['infer', 'cloud'] } as Grant;
  expect(await authoriseBody(UNDERSTOOD, grant, 7, context)).toEqual({ grant, wanted: WANTED, since: 7 });
});

test('a request fails if Ollama does not say where a model runs', async () => {
  const error = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const { context, events } = open({ lookUp: () => Promise.reject(error) });
  await expect(authoriseBody(UNDERSTOOD, GRANT, 0, context)).rejects.toBe(error);
  expect(events).toEqual([
    'operator: Ollama does not answer at http://ollama (ECONNREFUSED).',
    'fail ollama_unreachable',
  ]);
});

const fails = (reason: StoreTrouble) => (): Promise<never> =>
  Promise.reject(new StoreError(reason, 'a store'));

test.each<[string, () => Promise<Grant | null>, string[]]>([
  ['the grant is unchanged', async () => GRANT, []],
  ['the grant expired later', async () => ({ ...GRANT, expiresAt: 5 }), []],
  ['the grant is gone', async () => null, ['fail access_revoked, dropped']],
  ['the grant lost the model', async () => ({ ...GRANT, models: [] }), ['fail model_not_allowed, dropped']],
  ['the store is locked', fails('locked'), []],
  ['the store is gone', fails('gone'), ['fail store_failed, dropped']],
])('T14: after a change, when %s', async (_state, refresh, expected) => {
  const { context, events, change } = open({ refresh });
  watchAccess({ grant: GRANT, wanted: WANTED, since: 1 }, context);
  await change();
  expect(events).toEqual(expected);
});
