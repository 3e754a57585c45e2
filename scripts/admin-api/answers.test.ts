import { Ajv2020 } from 'ajv/dist/2020.js';
import { is } from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { ADMIN_ROUTES } from '../../native-host/http/admin/routes.ts';
import { startAdmin } from '../../native-host/http/admin/testing/start-admin.ts';
import { openApi } from './open-api.ts';

const DOCUMENT = openApi();

// The schemas of the routes check the formats.
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ ...DOCUMENT, $id: 'api' });

/** What is wrong with an answer, according to the document. */
const faultsOf = (method: string, path: string, status: number, body: unknown): string | null => {
  const pointer = ['paths', `/admin/v1${path}`, method.toLowerCase(), 'responses', String(status)];
  const documented = pointer.reduce<unknown>(
    (at, name) => (at as Readonly<Record<string, unknown>> | undefined)?.[name],
    DOCUMENT,
  ) as { readonly content?: unknown } | undefined;
  if (!documented) return `${status} is not documented`;
  if (!documented.content) return body === undefined ? null : 'there is a body';
  const route = ADMIN_ROUTES.find((each) => each.method === method && each.path === path);
  if (status < 300 && route?.result && !is(route.result, body)) return 'a format is wrong';
  const ref = [...pointer, 'content', 'application/json', 'schema']
    .map((name) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const validate = ajv.getSchema(`api#/${ref}`);
  return validate?.(body) ? null : ajv.errorsText(validate?.errors);
};

test('every route answers as the document says, also when it refuses', async () => {
  const { call, close, user, clock } = await startAdmin();
  onTestFinished(close);
  const id = user.grant.id;
  const seen = new Set<string>();
  /** Calls a path of the document, and compares the answer with it. */
  const ask = async (status: number, method: string, path: string, at = path, body?: unknown) => {
    const answer = await call(method, at, body);
    expect([answer.status, answer.body?.error], `${method} ${at}`).toEqual([status, answer.body?.error]);
    expect(faultsOf(method, path, answer.status, answer.body), `${method} ${at}`).toBeNull();
    seen.add(`${method} ${path}`);
    return answer.body;
  };

  const made = await ask(201, 'POST', '/keys', '/keys', {
    ...{ name: 'notes', scopes: ['read'], models: ['llama3:*'], limits: { perMinute: 3 } },
    expiresAt: '2027-01-01T00:00:00.000Z',
  });
  expect(made.key).toMatch(/^otk_/);
  await ask(200, 'GET', '/keys');
  await ask(200, 'GET', '/keys/{id}', `/keys/${id}`);
  await ask(404, 'GET', '/keys/{id}', '/keys/unknown1');
  await ask(200, 'PATCH', '/keys/{id}', `/keys/${id}`, {
    limits: { concurrent: 2 },
    trustsUserHeaders: true,
  });
  await ask(400, 'PATCH', '/keys/{id}', `/keys/${id}`, { limit: 2 });
  await ask(200, 'POST', '/keys/{id}/rotate', `/keys/${id}/rotate`, {});
  await ask(204, 'DELETE', '/keys/{id}', `/keys/${id}`);
  await ask(404, 'DELETE', '/keys/{id}', `/keys/${id}`);
  await ask(200, 'POST', '/keys/{id}/restore', `/keys/${id}/restore`);
  clock.now += 100_000;
  await ask(200, 'GET', '/status');
  await ask(200, 'GET', '/usage', '/usage?unit=hour&since=2026-11-25T00:00:00Z');
  await ask(400, 'GET', '/usage', '/usage?unit=year');
  await ask(200, 'GET', '/usage/accounts', '/usage/accounts?since=2026-11-01');
  await ask(400, 'GET', '/usage/accounts', '/usage/accounts?since=yesterday');
  await ask(200, 'GET', '/requests', '/requests?limit=2');
  await ask(200, 'GET', '/running');
  await ask(204, 'DELETE', '/running/{id}', '/running/7');
  await ask(404, 'DELETE', '/running/{id}', '/running/8');
  await ask(200, 'GET', '/upstreams');
  expect(await ask(200, 'GET', '/audit', '/audit?limit=3')).toHaveLength(3);
  await ask(200, 'GET', '/audit', `/audit?subject=${id}`);
  await ask(400, 'GET', '/audit', `/audit?subject=${id}&before=3`);
  expect([...seen].sort()).toEqual(ADMIN_ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
});

test('usage and requests are as the document says', async () => {
  const { call, close, store, user } = await startAdmin();
  onTestFinished(close);
  const counts = { requests: 2, errors: 0, promptTokens: 5, outputTokens: 7, ms: 12.5 };
  const hour = Date.parse('2026-11-26T11:00:00Z');
  await store.usage.add({ day: '2026-11-26', hour, grantId: user.grant.id, model: 'llama3', ...counts });
  await store.recent.add([
    {
      ...{ at: hour, grantId: 'gone1234', model: 'llama3', operation: 'chat', state: 'ok', status: 200 },
      ...{ code: null, promptTokens: 5, outputTokens: 7, firstMs: 3, outputMs: 2, ms: 9 },
    },
  ]);
  await store.accounts.add({ day: '2026-11-26', grantId: user.grant.id, account: 'ada', ...counts });
  const accounts = await call('GET', '/usage/accounts');
  expect(faultsOf('GET', '/usage/accounts', accounts.status, accounts.body)).toBeNull();
  expect(accounts.body).toMatchObject([{ account: 'ada', name: 'app', outputTokens: 7 }]);
  for (const [path, query] of [
    ['/usage', '?unit=hour'],
    ['/usage', ''],
    ['/requests', ''],
  ]) {
    const { status, body } = await call('GET', `${path}${query}`);
    expect(faultsOf('GET', `${path}`, status, body)).toBeNull();
    expect(body).toMatchObject([{ model: 'llama3', name: path === '/usage' ? 'app' : null }]);
  }
});
