import { expect, test } from 'vitest';
import { isTurnkeyError } from '../../extension/sdk/errors/turnkey-error.ts';
import { explain } from '../../extension/sdk/explain.ts';
import type { Session } from '../../extension/sdk/session/session.ts';
import type { PendingApproval } from '../../shared/protocol/calls.ts';
import { ask, get, jsonOf, post, refusal } from './ask.ts';
import { type Answerer, CLIENT, createHostEnv, dismiss } from './create-host-env.ts';

const PULL = post('/api/pull', { model: 'smollm2:135m', stream: false });
const DISMISSED = 'The extension can ask again with requestAccess() when you click something in it';

/** Allows all that a prompt asks for. */
const allowAll: Answerer = ({ id, scopes, models }, root) =>
  root.call('approvals.allow', { id, scopes, models, duration: 'always' });

/** A paired host, and what the user was asked. */
const setUp = async (answers: Answerer) => {
  const asked: PendingApproval[] = [];
  const { host, root } = await (await createHostEnv()).paired((pending, own) => {
    asked.push(pending);
    return answers(pending, own);
  });
  return { host, root, asked };
};

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'allowed',
    (error: unknown) => (isTurnkeyError(error) ? error.code : 'other'),
  );

const helpOf = async (session: Session) =>
  explain(await jsonOf(await session.request(get('/api/tags')))).help;

test('a pull that is the first request asks for "manage", and works after Allow', async () => {
  const { host, asked } = await setUp(allowAll);
  const reply = await host.client(CLIENT).request(PULL);
  expect(reply.status).toBe(200);
  expect(asked).toMatchObject([{ scopes: ['read', 'infer', 'embed', 'manage'], models: null, reason: null }]);
});

test('the first request asks for what the SDK was configured with', async () => {
  const { host, asked } = await setUp(allowAll);
  const access = { scopes: ['read', 'manage'], models: ['smollm2:135m'], reason: 'To\nlist.' } as const;
  const configured = { ...access, scopes: [...access.scopes], models: [...access.models] };
  await ask(host.client(CLIENT, { access: configured }), get('/api/tags'));
  expect(asked).toMatchObject([{ ...access, reason: 'To list.' }]);
});

test('a request that joins a prompt without its scope asks for it once that is answered', async () => {
  const { host, asked, root } = await setUp(() => {});
  const allowNext = async (count: number) => {
    while (asked.length < count) await root.call('status');
    const { id, scopes } = asked[count - 1] as PendingApproval;
    await root.call('approvals.allow', { id, scopes, models: null, duration: 'always' });
  };
  const client = host.client(CLIENT);
  const tags = ask(client, get('/api/tags'));
  while (asked.length < 1) await root.call('status');
  const pull = client.request(PULL);
  await client.call('status');
  await allowNext(1);
  await tags;
  await allowNext(2);
  expect((await pull).status).toBe(200);
  expect(asked.map(({ scopes, current }) => [scopes.includes('manage'), current !== null])).toEqual([
    [false, false],
    [true, true],
  ]);
});

test('with ask: "never" a request opens no window and says how to ask, and requestAccess() opens one', async () => {
  const { host, asked } = await setUp(allowAll);
  const client = host.client(CLIENT, { access: { ask: 'never' } });
  expect(await refusal(client, get('/api/tags'))).toMatchObject({ status: 403, code: 'not_approved' });
  const help = 'The extension can ask with requestAccess() when you click something in it.';
  expect(await helpOf(client)).toBe(help);
  expect((await client.call('status')).access.problem).toMatchObject({ code: 'not_approved', help });
  expect(asked).toEqual([]);
  expect(await codeOf(client.call('access.request', {}))).toBe('allowed');
  expect((await client.request(get('/api/tags'))).status).toBe(200);
});

test('no help points to a window that will not open', async () => {
  const { host, root, asked } = await setUp(dismiss);
  const client = host.client(CLIENT);
  const status = async () => (await client.call('status')).access.problem?.help;
  expect(await status()).toContain('window that opens');
  // The window that this request opens is closed.
  expect(await helpOf(client)).toContain(DISMISSED);
  expect(await status()).toContain(DISMISSED);
  expect(await helpOf(client)).toContain(DISMISSED);
  expect(asked).toHaveLength(1);
  // A click reopens it, once.
  const second = await client.call('access.request', {}).catch((error: unknown) => explain(error));
  const exhausted = 'Allow the extension in the settings of Ollama Turnkey, or let it ask again';
  expect(second).toMatchObject({ code: 'not_approved', help: expect.stringContaining(exhausted) });
  expect(asked).toHaveLength(2);
  expect(await status()).toContain(exhausted);
  expect(await helpOf(client)).toContain(exhausted);
  expect(await codeOf(client.call('access.request', {}))).toBe('not_approved');
  expect(asked).toHaveLength(2);
  // The settings list it, as the help says.
  expect(await root.call('dismissals.list')).toMatchObject([{ caller: CLIENT.id }]);
});

test('what cannot be asked for is an error of the request, not of the session', async () => {
  const { host, asked } = await setUp(allowAll);
  const client = host.client(CLIENT, { access: { scopes: ['admin'] } });
  expect(await refusal(client, get('/api/tags'))).toMatchObject({ status: 400, code: 'bad_request' });
  expect(asked).toEqual([]);
  await client.call('status');
});

test('a configuration beyond the limits ends only the session of that client', async () => {
  const { host } = await setUp(allowAll);
  const flood = host.client(CLIENT, { access: { reason: 'x'.repeat(20_000) } });
  await expect(flood.welcome).rejects.toMatchObject({ code: 'protocol_error' });
  await host.client(CLIENT).welcome;
});
