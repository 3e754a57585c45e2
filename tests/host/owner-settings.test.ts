import { expect, onTestFinished, test } from 'vitest';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { ask, bytesOf, chat, get } from './ask.ts';
import { allow, CLIENT, createHostEnv } from './create-host-env.ts';

const SECRET = 'credential-of-the-settings-marker';

const setUp = async () => {
  const testEnv = await createHostEnv();
  const other = createStandIn();
  const address = await other.start();
  onTestFinished(() => other.stop());
  return { testEnv, other, address, ...(await testEnv.paired(allow())) };
};

const credentials = ({ requests }: ReturnType<typeof createStandIn>) =>
  new Set(
    requests.map(({ headers }) => headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1]),
  );

test('another address is used by the running host at once, and a running answer is finished', async () => {
  const { testEnv, other, address, host, root } = await setUp();
  const client = host.client(CLIENT);
  const gate = testEnv.standIn.holdNext({ afterTokens: 3 });
  const running = await client.request(chat());
  await gate.reached;
  expect(await root.call('upstream.set', { address })).toMatchObject({
    changed: true,
    upstream: { address },
  });
  await ask(client, get('/api/tags'));
  expect(other.requests.map(({ path }) => path)).toContain('/api/tags');
  gate.release();
  expect(String(await bytesOf(running))).toContain('"done":true');
  expect(await root.call('status')).toMatchObject({ ollama: { state: 'ready', address } });
});

test('an address without an Ollama is not stored', async () => {
  const { testEnv, host, root } = await setUp();
  const dead = createStandIn();
  const address = await dead.start();
  await dead.stop();
  expect(await root.call('upstream.set', { address })).toEqual({ changed: false, fault: 'unreachable' });
  expect(await root.call('upstream.get')).toMatchObject({
    address: testEnv.standIn.url,
    from: 'OLLAMA_HOST',
  });
  expect(String(await ask(host.client(CLIENT), get('/api/version')))).toContain('version');
});

test('a credential is sent from then on, to its address only, and removed again', async () => {
  const { testEnv, other, address, host, root } = await setUp();
  const client = host.client(CLIENT);
  await root.call('upstream.set', { address, credential: { secret: SECRET, header: null } });
  await ask(client, get('/api/tags'));
  expect(credentials(other)).toEqual(new Set([`Bearer ${SECRET}`]));
  expect(credentials(testEnv.standIn)).not.toContain(`Bearer ${SECRET}`);
  await root.call('credential.remove');
  await ask(client, get('/api/tags'));
  expect(credentials(other)).toContain(undefined);
  const told = [
    host.frames,
    await testEnv.cli('audit', '--json'),
    await root.call('data.export', { offset: 0 }),
  ];
  expect(JSON.stringify(told)).not.toContain(SECRET);
});

test('erasing everything ends the access of extensions and keeps the pairing', async () => {
  const { host, root } = await setUp();
  const client = host.client(CLIENT);
  await ask(client, get('/api/tags'));
  await root.call('data.erase', { what: 'everything' });
  expect(await root.call('usage.list', { since: '2000-01-01' })).toEqual([]);
  expect((await root.call('grants.list')).map(({ kind }) => kind)).toEqual(['key', 'pairing']);
  expect(await root.call('status')).toMatchObject({ paired: true });
});

test.each([
  ['upstream.set', { address: 'http://127.0.0.1:1', untested: true }],
  ['credential.set', { secret: SECRET, header: null, untested: true }],
  ['data.export', { offset: 0 }],
  ['data.erase', { what: 'everything' }],
] as const)('an extension cannot call %s', async (name, params) => {
  const { host, root } = await setUp();
  const client = host.client(CLIENT);
  await ask(client, get('/api/tags'));
  await expect(client.call(name, params)).rejects.toMatchObject({ code: 'operation_unknown' });
  expect(await root.call('grants.list')).toHaveLength(3);
});
