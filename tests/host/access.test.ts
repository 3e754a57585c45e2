import { expect, test } from 'vitest';
import { fromClients } from '../../scripts/stand-in/controls/request-log.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { ask, chat, get, refusal, textOf } from './ask.ts';
import { allow, CLIENT, createHostEnv, EXTENSION, OTHER_EXTENSION } from './create-host-env.ts';

test('when the user allows an extension, its chat is streamed', async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired(allow());
  const reply = await host.client(CLIENT).request(chat());
  const lines = (await textOf(reply)).trim().split('\n');
  expect(reply.status).toBe(200);
  expect(lines.length).toBeGreaterThan(10);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ done: true });
});

test('requestAccess() resolves with the access that the user granted', async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired(allow(['read']));
  const grant = await host.client(CLIENT).call('access.request', { scopes: ['read'], reason: 'Testing' });
  expect(grant).toMatchObject({ kind: 'approval', scopes: ['read'] });
});

test('the prompt has the caller, the access it requests, and its reason', async () => {
  const testEnv = await createHostEnv();
  const asked: unknown[] = [];
  const { host } = await testEnv.paired((pending, root) => {
    asked.push(pending);
    return allow()(pending, root);
  });
  await host.client(CLIENT).call('access.request', { scopes: ['read'], models: ['a'], reason: 'Testing' });
  expect(asked).toMatchObject([{ caller: EXTENSION, scopes: ['read'], models: ['a'], reason: 'Testing' }]);
});

test('many requests of one extension cause one prompt', async () => {
  const testEnv = await createHostEnv();
  let asked = 0;
  const { host } = await testEnv.paired((pending, root) => {
    asked += 1;
    return allow()(pending, root);
  });
  const client = host.client(CLIENT);
  await Promise.all(Array.from({ length: 8 }, () => ask(client, get('/api/tags'))));
  expect(asked).toBe(1);
});

test('an approval is still valid in the next host', async () => {
  const testEnv = await createHostEnv();
  const { host } = await testEnv.paired(allow());
  await ask(host.client(CLIENT), get('/api/version'));
  await host.stop();
  const reply = await testEnv.start().client(CLIENT).request(get('/api/version'));
  expect(reply.status).toBe(200);
});

test('a pairing token pairs the next host of the profile', async () => {
  const testEnv = await createHostEnv();
  const { token } = await testEnv.paired();
  const root = testEnv.start().root({ token });
  expect(await root.welcome).toMatchObject({ grant: { kind: 'pairing' } });
  expect(await root.call('grants.list')).toHaveLength(2);
});

test('a client that arrives with the pairing token is not told that nothing is paired', async () => {
  const testEnv = await createHostEnv();
  const { token } = await testEnv.paired();
  const host = testEnv.start();
  host.root({ token });
  const page = host.client({ ...CLIENT, id: COMPANION_ID_CHROMIUM, own: true });
  const extension = host.client(CLIENT);
  const states = await Promise.all([page, extension].map((session) => session.call('status')));
  expect(states.map(({ access }) => access)).toMatchObject([
    { state: 'ready' },
    { problem: { code: 'not_approved' } },
  ]);
  expect(await page.welcome).toMatchObject({ grant: { kind: 'pairing' } });
});

test('an extension that starts the host itself is served by its key', async () => {
  const testEnv = await createHostEnv();
  const key = (await testEnv.cli('key', 'create')).stdout.trim();
  const session = testEnv.start(`chrome-extension://${EXTENSION}/`).root({ key });
  expect((await session.request(get('/api/version'))).status).toBe(200);
});

test('a key that an extension has used need not be sent again', async () => {
  const testEnv = await createHostEnv();
  const key = (await testEnv.cli('key', 'create')).stdout.trim();
  const first = testEnv.start(`chrome-extension://${EXTENSION}/`);
  await first.root({ key }).welcome;
  await first.stop();
  const session = testEnv.start(`chrome-extension://${EXTENSION}/`).root();
  expect((await session.request(get('/api/version'))).status).toBe(200);
});

test('a key that one extension has used is refused for another', async () => {
  const testEnv = await createHostEnv();
  const key = (await testEnv.cli('key', 'create')).stdout.trim();
  await testEnv.start(`chrome-extension://${EXTENSION}/`).root({ key }).welcome;
  const thief = testEnv.start(`chrome-extension://${OTHER_EXTENSION}/`).root({ key });
  expect(await refusal(thief, get('/api/version'))).toMatchObject({ status: 401, code: 'key_elsewhere' });
});

test('R9: two hosts that share a store do not lose grants', async () => {
  const testEnv = await createHostEnv();
  const [one, two] = await Promise.all([testEnv.paired(allow()), testEnv.paired(allow())]);
  const clients = Array.from({ length: 20 }, (_, index) => ({
    ...CLIENT,
    id: `extension-${index}@example.org`,
  }));
  await Promise.all(
    clients.map((client, index) => ask((index % 2 ? one : two).host.client(client), get('/api/version'))),
  );
  const grants = await one.root.call('grants.list');
  const callers = grants.map(({ caller }) => caller);
  expect(callers).toEqual(expect.arrayContaining(clients.map(({ id }) => id)));
});

test('a client learns that its request waits for the user, and that it starts before Ollama gets it', async () => {
  const testEnv = await createHostEnv();
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const { host } = await testEnv.paired(async (pending, root) => {
    asked.resolve();
    await answered.promise;
    return allow()(pending, root);
  });
  const client = host.client(CLIENT);
  const types = () =>
    host.frames.filter(({ channel }) => channel === client.channel).map(({ message }) => message?.type);
  const answer = ask(client, chat());
  await asked.promise;
  expect([types(), fromClients(testEnv.standIn.requests).length]).toEqual([['welcome', 'waiting'], 0]);
  answered.resolve();
  await answer;
  expect(types().slice(0, 4)).toEqual(['welcome', 'waiting', 'started', 'response']);
  await ask(client, chat());
  expect(types().filter((type) => type === 'waiting')).toHaveLength(1);
});
