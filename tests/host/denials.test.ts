import { expect, test } from 'vitest';
import { fromClients } from '../../scripts/stand-in/controls/request-log.ts';
import { ERRORS } from '../../shared/errors/codes.ts';
import { ask, bytesOf, chat, get, jsonOf, MODEL, post, refusal } from './ask.ts';
import {
  allow,
  CLIENT,
  createHostEnv,
  deny,
  dismiss,
  EXTENSION,
  OTHER_EXTENSION,
} from './create-host-env.ts';

const DIRECT = `chrome-extension://${EXTENSION}/`;
const wrongDigit = (key: string) => key.slice(0, -1) + (key.endsWith('x') ? 'y' : 'x');

test('before the companion is paired, every request is refused: no_key', async () => {
  const testEnv = await createHostEnv();
  const client = testEnv.start().client(CLIENT);
  expect(await refusal(client, chat())).toMatchObject({ status: 401, code: 'no_key' });
  expect(fromClients(testEnv.standIn.requests)).toHaveLength(0);
});

test('a key with a wrong character: key_mistyped', async () => {
  const testEnv = await createHostEnv();
  const key = wrongDigit((await testEnv.cli('key', 'create')).stdout.trim());
  const session = testEnv.start(DIRECT).root({ key });
  expect(await session.welcome).toMatchObject({ grant: null, problem: { code: 'key_mistyped' } });
  expect(await refusal(session, chat())).toMatchObject({ status: 401, code: 'key_mistyped' });
});

test('a key of another store: key_wrong', async () => {
  const [testEnv, other] = [await createHostEnv(), await createHostEnv()];
  const key = (await other.cli('key', 'create')).stdout.trim();
  const session = testEnv.start(DIRECT).root({ key });
  expect(await refusal(session, chat())).toMatchObject({ status: 401, code: 'key_wrong' });
});

test('a key that another process revokes is invalid at once: key_revoked', async () => {
  const testEnv = await createHostEnv();
  const key = (await testEnv.cli('key', 'create')).stdout.trim();
  const session = testEnv.start(DIRECT).root({ key });
  expect((await session.request(get('/api/version'))).status).toBe(200);
  await testEnv.cli('key', 'revoke', key.split('_')[1] ?? '');
  expect(await refusal(session, get('/api/version'))).toMatchObject({ status: 401, code: 'key_revoked' });
});

test('a key that was revoked before its first use: key_revoked', async () => {
  const testEnv = await createHostEnv();
  const key = (await testEnv.cli('key', 'create')).stdout.trim();
  await testEnv.cli('key', 'revoke', key.split('_')[1] ?? '');
  const session = testEnv.start(DIRECT).root({ key });
  expect(await refusal(session, get('/api/version'))).toMatchObject({ status: 401, code: 'key_revoked' });
});

test('revoking an owner key revokes its pairings', async () => {
  const testEnv = await createHostEnv();
  const { root, key } = await testEnv.paired();
  await testEnv.cli('key', 'revoke', key.split('_')[1] ?? '');
  await expect(root.call('grants.list')).rejects.toMatchObject({ code: 'no_key' });
});

test('pairing with a key that is not an owner key: key_not_owner', async () => {
  const testEnv = await createHostEnv();
  const key = (await testEnv.cli('key', 'create')).stdout.trim();
  const root = testEnv.start().root();
  await expect(root.call('pair', { key })).rejects.toMatchObject({ code: 'key_not_owner' });
});

test('closing the approval window: not_approved, and a request does not open another', async () => {
  const testEnv = await createHostEnv();
  let asked = 0;
  const { host } = await testEnv.paired((pending, root) => {
    asked += 1;
    return dismiss(pending, root);
  });
  const client = host.client(CLIENT);
  expect(await refusal(client, chat())).toMatchObject({ status: 403, code: 'not_approved' });
  expect(await refusal(client, chat())).toMatchObject({ status: 403, code: 'not_approved' });
  expect(asked).toBe(1);
});

test('an extension that the user refuses: denied, in other hosts too', async () => {
  const testEnv = await createHostEnv();
  const { host, token } = await testEnv.paired(deny);
  expect(await refusal(host.client(CLIENT), chat())).toMatchObject({ status: 403, code: 'denied' });
  const second = testEnv.start();
  second.root({ token });
  expect(await refusal(second.client(CLIENT), chat())).toMatchObject({ status: 403, code: 'denied' });
});

test('requestAccess() rejects with the refusal', async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired(deny);
  await expect(host.client(CLIENT).call('access.request', {})).rejects.toMatchObject({ code: 'denied' });
});

test('a content script is refused: content_script', async () => {
  const { host } = await (await createHostEnv()).paired(allow());
  await ask(host.client(CLIENT), get('/api/version'));
  const script = host.client({ ...CLIENT, page: false });
  expect(await refusal(script, get('/api/version'))).toMatchObject({ status: 403, code: 'content_script' });
});

test('a grant revoked in the settings is invalid at once', async () => {
  const { host, root } = await (await createHostEnv()).paired(allow());
  const client = host.client(CLIENT);
  const { id } = await client.call('access.request', {});
  await root.call('grants.revoke', { id });
  await root.call('unpair');
  expect(await refusal(client, get('/api/version'))).toMatchObject({ code: 'no_key' });
});

const refused = [
  ['a scope that was not granted', post('/api/pull', { model: 'a' }), 403, 'scope_missing'],
  ['a model on ollama.com', post('/api/chat', { model: 'gpt-oss:120b-cloud' }), 403, 'scope_missing'],
  ['a path with a query', get('/api/tags?x=1'), 403, 'operation_unknown'],
  ['an account route', post('/api/me', {}), 403, 'operation_refused'],
  ['a field in another case', post('/api/chat', { model: 'a', MODEL: 'b' }), 400, 'bad_request'],
  [
    'a field with a Kelvin sign',
    post('/api/generate', { model: 'a', '\u212aeep_alive': 1 }),
    400,
    'bad_request',
  ],
  ['a body without a model', post('/api/chat', {}), 400, 'bad_request'],
  ['a model that is not a string', post('/api/chat', { model: ['a'] }), 400, 'bad_request'],
  ['a body that is not an object', post('/api/chat', [1]), 400, 'bad_request'],
  ['a body that is not JSON', { ...chat(), body: { text: '{' } }, 400, 'bad_request'],
  ['a model outside the grant', post('/api/chat', { model: 'other' }), 403, 'model_not_allowed'],
] as const;

test.each(refused)('%s is refused and not sent to Ollama', async (_, request, status, code) => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired(allow(['read', 'infer'], ['a', 'gpt-oss:120b-cloud']));
  const answer = await refusal(host.client(CLIENT), request);
  expect(answer).toMatchObject({ status, code });
  expect(answer.message).toContain(ERRORS[code].help);
  expect(answer.message.endsWith(`[${code}]`)).toBe(true);
  expect(fromClients(testEnv.standIn.requests)).toHaveLength(0);
});

test('a route that Ollama lacks opens no window, and is a 404 for an extension with a grant', async () => {
  const testEnv = await createHostEnv();
  let asked = 0;
  const { host } = await testEnv.paired((pending, root) => {
    asked += 1;
    return allow(['embed'])(pending, root);
  });
  const client = host.client(CLIENT);
  const probe = post('/v1/messages/count_tokens?beta=true', { model: MODEL, messages: [] });
  const before = (await client.request(probe)).status;
  expect([before, asked]).toEqual([403, 0]);
  await client.call('access.request', {});
  const reply = await client.request(probe);
  expect([reply.status, reply.headers, (await bytesOf(reply)).toString()]).toEqual([
    404,
    [
      ['Content-Type', 'text/plain'],
      ['Content-Length', '18'],
    ],
    '404 page not found',
  ]);
  const script = host.client({ ...CLIENT, page: false });
  expect(await refusal(script, get('/v1/files'))).toMatchObject({ status: 403 });
  expect([asked, fromClients(testEnv.standIn.requests)]).toEqual([1, []]);
});

test.each([
  ['/api/chat', (text: string) => ({ error: text, code: 'no_key' })],
  ['/v1/chat/completions', (text: string) => ({ error: { message: text, code: 'no_key', param: null } })],
  [
    '/v1/messages',
    (text: string) => ({ type: 'error', error: { message: text, type: 'authentication_error' } }),
  ],
])('a refusal of %s has the error format of its clients', async (path, shape) => {
  const client = (await createHostEnv()).start().client(CLIENT);
  const reply = await client.request(post(path, { model: 'a' }));
  expect(reply.headers).toContainEqual(['X-Turnkey-Error', 'no_key']);
  expect(await jsonOf(reply)).toMatchObject(shape(expect.stringMatching(/ \[no_key\]$/)));
});

test('an approval of one extension does not apply to another', async () => {
  const answered: string[] = [];
  const { host } = await (await createHostEnv()).paired((pending, root) => {
    answered.push(pending.caller);
    return (pending.caller === EXTENSION ? allow() : dismiss)(pending, root);
  });
  await ask(host.client(CLIENT), get('/api/version'));
  const other = host.client({ ...CLIENT, id: OTHER_EXTENSION });
  expect(await refusal(other, get('/api/version'))).toMatchObject({ code: 'not_approved' });
  expect(answered).toEqual([EXTENSION, OTHER_EXTENSION]);
});
