import { once } from 'node:events';
import { cp, rename } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createStandIn, type StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { damageStore, deleteStore, holdStore } from '../host/attack-store.ts';
import { bearer, chat } from './ask.ts';
import { call } from './call.ts';
import { createServeEnv, type Served, type ServeEnv } from './start-serve.ts';

/** Attacks on the file of the store while `serve` runs. The numbers are those of the attack review. */
let ollama: StandIn;
let testEnv: ServeEnv;
let served: Served;
let path: string;
let admin: string;
let key: string;

beforeEach(async () => {
  ollama = createStandIn();
  const upstream = await ollama.start();
  // Browsers are looked for below HOME.
  const home = await createServeEnv();
  testEnv = await createServeEnv({ HOME: home.folder, USERPROFILE: home.folder });
  onTestFinished(async () => {
    await testEnv.dispose();
    await home.dispose();
    await ollama.stop();
  });
  path = join(testEnv.folder, 'turnkey.sqlite');
  key = await testEnv.key();
  served = await testEnv.serve(['--upstream', upstream, '--admin-listen', '127.0.0.1:0']);
  admin = /metrics are at (\S+)\./.exec(served.said())?.[1] ?? '';
});

/** A chat that is paused after two tokens. Its outcome is observed from the start. */
const held = async (own = key) => {
  const gate = ollama.holdNext({ afterTokens: 2 });
  const { body, ...options } = chat(bearer(own));
  const outgoing = request(served.url, { path: '/api/chat', agent: false, ...options });
  outgoing.end(body);
  onTestFinished(() => void outgoing.destroy());
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const ended = text(incoming).then(
    (whole) => ({ whole }),
    (error: Error) => ({ error: error.message }),
  );
  await gate.reached;
  return { gate, ended };
};

const tags = async (own: string) => {
  const { status, body } = await served.call('/api/tags', { headers: bearer(own) });
  return { status, code: (JSON.parse(body) as { code?: string }).code };
};

const REFUSED = { status: 503, code: 'store_failed' };
const BROKEN = { error: 'aborted' };

describe('A4: a store that was deleted or replaced', () => {
  test('A4: uninstall-host --purge ends running requests, and no old key is valid afterwards', async () => {
    const { ended } = await held();
    await testEnv.cli('uninstall-host', '--purge');
    expect(await ended).toEqual(BROKEN);
    expect(await tags(key)).toEqual(REFUSED);
    expect((await call(admin, '/healthz')).status).toBe(503);
    await ollama.waitForIdle();
    // A later installation is used without a restart.
    const other = await testEnv.key();
    expect([await tags(key), await tags(other)]).toEqual([
      { status: 401, code: 'key_wrong' },
      { status: 200, code: undefined },
    ]);
  });

  test.each([
    ['the file and what is beside it', undefined],
    ['the file alone', ['']],
    ['only what is beside it', ['-wal', '-shm']],
    ['only the WAL', ['-wal']],
  ])('A4: when %s is deleted by hand, running requests end and new ones are refused', async (_, ends) => {
    const { ended } = await held();
    await deleteStore(path, ends);
    expect(await ended).toEqual(BROKEN);
    expect(await tags(key)).toEqual(REFUSED);
    await expect.poll(() => served.said().match(/were deleted or replaced/g)).toHaveLength(1);
  });

  test('A4: a file that replaces it is used from then on, also for running requests', async () => {
    const stay = await testEnv.key();
    const copy = join(testEnv.folder, 'copy.sqlite');
    await testEnv.cli('store', 'migrate', '--to', copy);
    await testEnv.cli('--store', copy, 'key', 'revoke', key.split('_')[1] as string);
    const [revoked, kept] = [await held(), await held(stay)];
    await deleteStore(path, ['-wal', '-shm']);
    await rename(copy, path);
    expect(await revoked.ended).toEqual(BROKEN);
    kept.gate.release();
    expect(await kept.ended).toEqual({ whole: expect.stringContaining('"done":true') });
    expect([(await tags(key)).code, (await tags(stay)).status]).toEqual(['key_revoked', 200]);
    await testEnv.cli('key', 'revoke', stay.split('_')[1] as string);
    expect((await tags(stay)).code).toBe('key_revoked');
  });

  test('A4: a store that is restored is used again', async () => {
    const away = join(testEnv.folder, 'away.sqlite');
    await testEnv.cli('store', 'migrate', '--to', away);
    await deleteStore(path);
    expect(await tags(key)).toEqual(REFUSED);
    await cp(away, path);
    expect(await tags(key)).toMatchObject({ status: 200 });
    await expect.poll(() => served.said()).toContain('The store works again.');
  });
});

test('A7: a store that is damaged during a response ends that response, and serve continues', async () => {
  const { ended } = await held();
  damageStore(path);
  expect(await ended).toEqual(BROKEN);
  expect(await tags(key)).toEqual(REFUSED);
  expect((await call(admin, '/healthz')).status).toBe(503);
  await expect.poll(() => served.said().match(/is damaged/g)).toHaveLength(1);
  expect(served.child.exitCode).toBeNull();
});

test('A8: while another process holds the store, other requests start, run and end', async () => {
  const limited = await testEnv.key('--limit-minute', '5', '--limit-concurrent', '2');
  const quiet = await testEnv.key();
  const { gate, ended } = await held();
  const lock = await holdStore(path);
  // The use of their key has to be recorded, and their usage counted.
  for (let asked = 0; asked < 3; asked += 1) {
    const { status, body } = await served.call('/api/chat', chat(bearer(quiet)));
    expect([status, body]).toEqual([200, expect.stringContaining('"done":true')]);
  }
  // Decisions wait for the store, and nothing waits for them.
  const waiting = served.call('/api/chat', chat(bearer(limited)));
  expect((await call(admin, '/healthz')).status).toBe(200);
  gate.release();
  expect(await ended).toEqual({ whole: expect.stringContaining('"done":true') });
  expect(lock.isHeld()).toBe(true);
  await lock.release();
  expect((await waiting).status).toBe(200);
  served.child.kill('SIGTERM');
  await served.ended;
  const rows = JSON.parse(await testEnv.cli('usage', '--json')) as { grantId: string; requests: number }[];
  const counted = Object.fromEntries(rows.map(({ grantId, requests }) => [grantId, requests]));
  const idOf = (text: string) => text.split('_')[1] as string;
  expect(counted).toEqual({ [idOf(key)]: 1, [idOf(quiet)]: 3, [idOf(limited)]: 1 });
});

test('A8: decisions fail with a clear error if the store stays locked', async () => {
  const limited = await testEnv.key('--limit-minute', '5');
  const lock = await holdStore(path);
  expect(await tags(limited)).toEqual(REFUSED);
  expect(lock.isHeld()).toBe(true);
  await expect.poll(() => served.said()).toContain('kept it locked');
  await lock.release();
  expect((await tags(limited)).status).toBe(200);
});

test('A13: only the owner learns the path of the store and the system’s message, once', async () => {
  damageStore(path);
  const answers = [];
  for (const own of [undefined, key, key]) {
    answers.push(await served.call('/api/tags', own ? { headers: bearer(own) } : {}));
  }
  const [without, ...withKey] = answers;
  expect(without?.status).toBe(401);
  for (const { status, body } of withKey) {
    expect(status).toBe(503);
    expect(body).toContain('cannot be used');
    for (const secret of [testEnv.folder, 'sqlite', 'database', 'malformed'])
      expect(body).not.toContain(secret);
  }
  await expect.poll(() => served.said().split(path)).toHaveLength(2);
});
