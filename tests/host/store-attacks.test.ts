import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Session } from '../../extension/sdk/session/session.ts';
import { ask, bytesOf, chat, get, refusal } from './ask.ts';
import { damageStore, deleteStore, holdStore } from './attack-store.ts';
import { allow, CLIENT, createHostEnv, type HostEnv } from './create-host-env.ts';

/** Attacks on the file of the store while the host of a browser runs. The numbers are those of the attack review. */
const setUp = async () => {
  const testEnv = await createHostEnv();
  // Browsers are looked for below HOME.
  Object.assign(testEnv.env, { HOME: testEnv.home, USERPROFILE: testEnv.home });
  const { host, root } = await testEnv.paired(allow());
  const client = host.client(CLIENT);
  await client.call('access.request', {});
  return { testEnv, host, root, client, path: join(testEnv.home, 'turnkey.sqlite') };
};

/** A response of which some words have arrived. Its outcome is observed from the start. */
const streaming = async ({ standIn }: HostEnv, session: Session) => {
  const gate = standIn.holdNext({ afterTokens: 3 });
  const reply = await session.request(chat());
  await gate.reached;
  const ended = bytesOf(reply).then(
    (bytes) => bytes.toString(),
    ({ code }: { code: string }) => code,
  );
  return { gate, ended };
};

/** The denial of a request. */
const failureOf = (session: Session) =>
  session.request(get('/api/tags')).then(
    ({ status }) => ({ status }),
    ({ code, message }: { code: string; message: string }) => ({ code, message }),
  );

test('A4: uninstall-host --purge ends the requests of a running host, and revokes its permissions', async () => {
  const { testEnv, host, root, client } = await setUp();
  const { ended } = await streaming(testEnv, client);
  expect(await testEnv.cli('uninstall-host', '--purge')).toMatchObject({ code: 0 });
  expect(['access_revoked', 'store_failed']).toContain(await ended);
  expect(await failureOf(client)).toMatchObject({ code: 'store_failed' });
  await expect(root.call('grants.list')).rejects.toMatchObject({ code: 'store_failed' });
  await expect(host.client(CLIENT).welcome).rejects.toMatchObject({ code: 'store_failed' });
  await testEnv.standIn.waitForIdle();
  expect(testEnv.standIn.aborted).toBe(1);
  // A later installation is used without a restart. It has neither the extension nor this browser.
  await testEnv.cli('api-key');
  expect(await refusal(client, get('/api/tags'))).toMatchObject({ code: 'no_key' });
  expect((await host.client(CLIENT).welcome).grant).toBeNull();
});

test.each([
  ['the files of the store are', undefined],
  ['what is beside it is', ['-wal', '-shm']],
])('A4: when %s deleted by hand, what runs ends and every request is refused', async (_, ends) => {
  const { testEnv, host, client, path } = await setUp();
  const { ended } = await streaming(testEnv, client);
  await deleteStore(path, ends);
  expect(await ended).toBe('store_failed');
  expect(await failureOf(client)).toMatchObject({ code: 'store_failed' });
  expect(host.stderr.match(/were deleted or replaced/g)).toHaveLength(1);
});

test('A7: a store that is damaged during a response ends that response, and the host continues', async () => {
  const { testEnv, host, client, path } = await setUp();
  const { ended } = await streaming(testEnv, client);
  damageStore(path);
  expect(await ended).toBe('store_failed');
  expect(await failureOf(client)).toMatchObject({ code: 'store_failed' });
  await expect(host.client(CLIENT).welcome).rejects.toMatchObject({ code: 'store_failed' });
  expect(host.stderr.match(/is damaged/g)).toHaveLength(1);
  expect(await host.stop()).toBe(0);
});

test('A8: while another process holds the store, a host relays requests, answers calls and completes responses', async () => {
  const { testEnv, root, client, path } = await setUp();
  const { gate, ended } = await streaming(testEnv, client);
  const lock = await holdStore(path);
  for (let asked = 0; asked < 3; asked += 1) {
    expect((await ask(client, chat())).toString()).toContain('"done":true');
    expect(await root.call('status')).toMatchObject({ paired: true });
  }
  // Writes wait for the store, and nothing waits for them.
  const waiting = root.call('grants.revoke', { id: 'unknown' }).catch(({ code }: { code: string }) => code);
  gate.release();
  expect(await ended).toContain('"done":true');
  expect(lock.isHeld()).toBe(true);
  await lock.release();
  expect(await waiting).not.toBe('store_failed');
});

test('A13: only the owner learns the path of the store and the system’s message, not an extension', async () => {
  const { testEnv, host, path } = await setUp();
  damageStore(path);
  const later = testEnv.start();
  for (const session of [host.client(CLIENT), later.root()]) {
    const { code, message } = (await session.welcome.catch((error: unknown) => error)) as {
      code: string;
      message: string;
    };
    expect(code).toBe('store_failed');
    expect(message).toContain('The store cannot be used');
    for (const secret of [testEnv.home, 'sqlite', 'malformed']) expect(message).not.toContain(secret);
  }
  await later.exited;
  for (const { stderr } of [host, later]) expect(stderr).toContain(path);
  const { code, stderr } = await testEnv.cli('key', 'list');
  expect([code, stderr]).toEqual([1, expect.stringMatching(/The store cannot be used.*turnkey\.sqlite: /s)]);
});
