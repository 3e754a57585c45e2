import { expect, test } from 'vitest';
import type { Overview } from '../../shared/protocol/overview.ts';
import { ask, chat, get, refusal } from './ask.ts';
import { allow, CLIENT, createHostEnv, EXTENSION, OTHER_EXTENSION } from './create-host-env.ts';

/** A host with an extension whose chat is being answered. */
const withRunning = async () => {
  const testEnv = await createHostEnv();
  const { host, root, token } = await testEnv.paired(allow());
  const client = host.client(CLIENT);
  await ask(client, get('/api/version'));
  const gate = testEnv.standIn.holdNext({ afterTokens: 3 });
  const reply = await client.request(chat());
  const read = reply.body.getReader();
  const readAll = async () => {
    while (!(await read.read()).done);
  };
  await gate.reached;
  return { testEnv, host, root, token, client, gate, readAll };
};

/** Waits until the overview fits. */
const until = async (
  root: Awaited<ReturnType<typeof withRunning>>['root'],
  fits: (overview: Overview) => boolean,
) => {
  for (let seen: Overview | undefined; ; ) {
    const overview = await root.call('overview', seen ? { seen } : {});
    if (fits(overview)) return overview;
    seen = overview;
  }
};

test('a running request is listed, with the extension, the model and what has arrived', async () => {
  const { root, gate, readAll } = await withRunning();
  const [running, ...others] = await root.call('running.list');
  expect(others).toEqual([]);
  expect(running).toMatchObject({ caller: EXTENSION, operation: 'chat', model: expect.any(String) });
  expect(running?.bytes).toBeGreaterThan(0);
  gate.release();
  await readAll();
  await until(root, (overview) => overview.running === 0);
  expect(await root.call('running.list')).toEqual([]);
});

test('stopping a request ends it for its client with stopped_by_user, and the generation', async () => {
  const { testEnv, root, readAll } = await withRunning();
  const [running] = await root.call('running.list');
  const failed = expect(readAll()).rejects.toMatchObject({ code: 'stopped_by_user' });
  await root.call('running.stop', { id: running?.id ?? 0 });
  await failed;
  await testEnv.standIn.waitForIdle();
  expect(testEnv.standIn.aborted).toBe(1);
  await until(root, (overview) => overview.running === 0);
  expect(await root.call('running.stop', { id: running?.id ?? 0 })).toBeNull();
});

test('pausing ends running requests and refuses new ones until the user resumes', async () => {
  const { testEnv, root, client, readAll } = await withRunning();
  const failed = expect(readAll()).rejects.toMatchObject({ code: 'paused' });
  await root.call('pause.set', { paused: true });
  await failed;
  await testEnv.standIn.waitForIdle();
  const answer = await refusal(client, chat());
  expect(answer).toMatchObject({ status: 403, code: 'paused' });
  expect(answer.message).toContain('Resume in the Ollama Turnkey popup.');
  await expect(client.call('access.request', { scopes: ['web'] })).rejects.toMatchObject({
    code: 'paused',
  });
  await root.call('pause.set', { paused: false });
  await ask(client, get('/api/version'));
});

test('a pause applies to every host, also to one that starts later, and opens no window', async () => {
  const { testEnv, host, root, token } = await withRunning();
  const key = (await testEnv.cli('key', 'create')).stdout.trim();
  const direct = testEnv.start(`chrome-extension://${OTHER_EXTENSION}/`).root({ key });
  await ask(direct, get('/api/version'));
  await root.call('pause.set', { paused: true });
  expect(await refusal(direct, get('/api/version'))).toMatchObject({ code: 'paused' });
  expect(await host.stop()).toBe(0);
  const later = testEnv.start();
  const companion = later.root({ token });
  expect(await companion.call('overview', {})).toMatchObject({ paused: true, paired: true, waiting: 0 });
  const stranger = later.client({ ...CLIENT, id: OTHER_EXTENSION.replaceAll('a', 'b') });
  expect(await refusal(stranger, chat())).toMatchObject({ code: 'paused' });
  expect(await companion.call('approvals.list')).toEqual([]);
  const { stdout } = await testEnv.cli('audit', '--json');
  expect((JSON.parse(stdout) as { act: string }[]).filter(({ act }) => act === 'paused')).toHaveLength(1);
});

test('the overview counts waiting prompts, and reports when Ollama cannot be reached', async () => {
  const testEnv = await createHostEnv();
  const { host, root } = await testEnv.paired();
  const asking = host.client(CLIENT).call('access.request', {});
  await until(root, ({ waiting }) => waiting === 1);
  const [prompt] = await root.call('approvals.list');
  await root.call('approvals.allow', {
    ...{ id: prompt?.id ?? '', scopes: ['read', 'infer'], models: null, duration: 'always' },
  });
  await asking;
  await until(root, ({ waiting }) => waiting === 0);
  await testEnv.standIn.stop();
  await expect(host.client(CLIENT).request(get('/api/version'))).rejects.toMatchObject({
    code: 'ollama_unreachable',
  });
  await until(root, ({ unreachable }) => unreachable);
});

test('an extension can neither see, stop nor pause what others do', async () => {
  const { client, gate, readAll } = await withRunning();
  for (const call of [
    client.call('overview', {}),
    client.call('running.list'),
    client.call('running.stop', { id: 1 }),
    client.call('pause.set', { paused: true }),
  ]) {
    await expect(call).rejects.toMatchObject({ code: 'operation_unknown' });
  }
  gate.release();
  await readAll();
});
