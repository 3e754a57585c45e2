import { expect, test } from 'vitest';
import { AnswerError } from '../relay/answer-error.ts';
import { setUpCalls } from './testing/set-up-calls.ts';

const SECRET = 'credential-of-a-test';
const ADDRESS = 'https://ollama.example';

const setUp = async () => {
  const calls = setUpCalls();
  await calls.pair();
  const value = async (name: string, params?: Record<string, unknown>) => {
    const answer = await calls.call(name, params);
    return answer.type === 'result' ? answer.value : answer;
  };
  /** The audit rows since pairing. */
  const acts = async () =>
    (await calls.store.audit.list())
      .filter(({ act }) => ['upstream', 'credential'].includes(act))
      .map(({ act, subject, detail }) => [act, subject, detail]);
  return { ...calls, value, acts };
};

test('the address in use is the default at first, without a credential', async () => {
  const { value } = await setUp();
  expect(await value('upstream.get')).toEqual({
    ...{ address: 'http://127.0.0.1:11434', from: 'default', credential: null },
  });
});

test('an address is tested, stored with one audit row, and used at once', async () => {
  const { value, upstream, store, acts } = await setUp();
  expect(await value('upstream.set', { address: ` ${ADDRESS} ` })).toEqual({
    changed: true,
    upstream: { address: `${ADDRESS}:443`, from: 'configured', credential: null },
  });
  expect(upstream.probes).toEqual([[`${ADDRESS}:443`, undefined]]);
  expect(upstream.used).toEqual([`${ADDRESS}:443`]);
  expect(await store.settings.get('upstream')).toBe(ADDRESS);
  expect(await acts()).toEqual([['upstream', `${ADDRESS}:443`, null]]);
});

test.each([
  [new Error('ECONNREFUSED'), 'unreachable'],
  [new AnswerError(401), 'rejected'],
  [new AnswerError(200, 'not Ollama'), 'other'],
])('an address that fails the test is not stored: %s', async (error, fault) => {
  const { value, upstream, store, acts } = await setUp();
  upstream.answer.probed = { error };
  expect(await value('upstream.set', { address: ADDRESS })).toEqual({ changed: false, fault });
  expect([await store.settings.get('upstream'), upstream.used, await acts()]).toEqual([undefined, [], []]);
  expect(await value('upstream.set', { address: ADDRESS, untested: true })).toMatchObject({ changed: true });
});

test.each(['http://user:pass@host', 'https://host/?q=1', 'ftp://host', 'http://host/#x', '', '  '])(
  'the address “%s” is refused and nothing is asked',
  async (address) => {
    const { value, upstream } = await setUp();
    expect(await value('upstream.set', { address, untested: true })).toEqual({
      changed: false,
      fault: 'address',
    });
    expect(upstream.probes).toEqual([]);
  },
);

test('an address with its credential is one act, and no answer contains the secret', async () => {
  const { value, upstream, store, acts } = await setUp();
  const credential = { secret: SECRET, header: 'X-API-Key' };
  const set = await value('upstream.set', { address: ADDRESS, credential });
  expect(set).toMatchObject({ upstream: { credential: { header: 'X-API-Key', kept: 'file' } } });
  expect(upstream.probes).toEqual([[`${ADDRESS}:443`, credential]]);
  expect(upstream.secrets).toEqual(new Map([[`${ADDRESS}:443`, SECRET]]));
  expect(await acts()).toHaveLength(1);
  const told = [set, await value('upstream.get'), await store.audit.list(), await store.contents.read()];
  expect(JSON.stringify(told)).not.toContain(SECRET);
});

test('another address deletes the credential of the last one', async () => {
  const { value, upstream, store } = await setUp();
  await value('upstream.set', { address: ADDRESS, credential: { secret: SECRET, header: null } });
  await value('upstream.set', { address: 'http://127.0.0.1:1' });
  expect(upstream.secrets.size).toBe(0);
  expect(await store.settings.get('upstreamCredential')).toBeUndefined();
});

test('a credential can be set and removed for the address in use', async () => {
  const { value, upstream, acts } = await setUp();
  const base = 'http://127.0.0.1:11434';
  expect(await value('credential.set', { secret: SECRET, header: null })).toMatchObject({ changed: true });
  expect(await value('credential.remove')).toMatchObject({ changed: true, upstream: { credential: null } });
  expect(upstream.secrets.size).toBe(0);
  expect(upstream.used).toEqual([base, base]);
  expect(await acts()).toEqual([
    ['credential', base, 'set'],
    ['credential', base, 'removed'],
  ]);
});

test.each([
  [{ secret: 'two words', header: null }, 'secret'],
  [{ secret: SECRET, header: 'Cookie' }, 'header'],
])('a credential that cannot be one is refused: %j', async (credential, fault) => {
  const { value, upstream } = await setUp();
  expect(await value('credential.set', credential)).toEqual({ changed: false, fault });
  expect(await value('upstream.set', { address: ADDRESS, credential })).toEqual({ changed: false, fault });
  expect(upstream.secrets.size).toBe(0);
});

test('null returns to the default, and deletes the credential', async () => {
  const { value, upstream, store } = await setUp();
  await value('upstream.set', { address: ADDRESS, credential: { secret: SECRET, header: null } });
  expect(await value('upstream.set', { address: null })).toMatchObject({ upstream: { from: 'default' } });
  expect([await store.settings.get('upstream'), upstream.secrets.size]).toEqual([undefined, 0]);
});
