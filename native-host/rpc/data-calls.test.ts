import { expect, test } from 'vitest';
import { newGrant } from '../store/testing/new-grant.ts';
import { EXTENSION, setUpCalls } from './testing/set-up-calls.ts';

const USAGE = {
  ...{ grantId: 'one', day: '2026-11-24', model: 'llama3', requests: 1, errors: 0 },
  ...{ promptTokens: 7, outputTokens: 40, ms: 900 },
};

const setUp = async () => {
  const calls = setUpCalls();
  const { call, store, pair } = calls;
  const owner = await pair();
  await store.grants.create(newGrant('one', { caller: EXTENSION.id, digest: new Uint8Array(32).fill(1) }));
  await store.denials.add('denied');
  await store.dismissals.note('dismissed', 1);
  await store.usage.add({ ...USAGE, hour: 0 });
  const result = async (name: string, params?: Record<string, unknown>) => {
    const answer = await call(name, params);
    return answer.type === 'result' ? answer.value : answer;
  };
  const exported = async () => {
    let text = '';
    for (let offset: number | null = 0; offset !== null; ) {
      const part = (await result('data.export', { offset })) as { text: string; next: number | null };
      text += part.text;
      offset = part.next;
    }
    return text;
  };
  return { ...calls, owner, result, exported };
};

test('the export has everything that is stored, and no digest', async () => {
  const { exported, store, owner } = await setUp();
  await store.settings.set('unknown', 'secret-of-a-later-version');
  const text = await exported();
  expect(JSON.parse(text)).toMatchObject({
    product: 'Ollama Turnkey',
    grants: [{ id: owner.id }, { kind: 'pairing' }, { id: 'one', caller: EXTENSION.id }],
    denials: [{ caller: 'denied' }],
    dismissals: [{ caller: 'dismissed' }],
    usage: [USAGE],
    settings: [],
  });
  expect(text).not.toMatch(/digest|secret/i);
});

test('a long export comes in parts of one snapshot, none of which divides a character', async () => {
  const { exported, store, result } = await setUp();
  for (let at = 0; at < 40; at += 1) {
    await store.grants.create(newGrant(`many${at}`, { name: `${'😀'.repeat(4_000 + at)}` }));
  }
  const first = (await result('data.export', { offset: 0 })) as { text: string; next: number };
  expect(first.text.isWellFormed()).toBe(true);
  await store.denials.add('later');
  const second = (await result('data.export', { offset: first.next })) as { text: string };
  expect(second.text.isWellFormed()).toBe(true);
  expect(JSON.parse(await exported()).grants).toHaveLength(43);
});

test('a part without a snapshot is refused', async () => {
  const { result, exported } = await setUp();
  await exported();
  expect(await result('data.export', { offset: 5 })).toMatchObject({ type: 'error', code: 'bad_request' });
});

test('erasing usage leaves permissions and the audit', async () => {
  const { result, store } = await setUp();
  const before = await store.audit.list();
  expect(await result('data.erase', { what: 'usage' })).toBe(null);
  expect(await store.usage.list()).toEqual([]);
  expect(await store.grants.list()).toHaveLength(3);
  expect((await store.audit.list()).slice(before.length)).toMatchObject([
    { act: 'erased', subject: 'usage' },
  ]);
});

test('erasing everything leaves the pairing of this browser, its key, the settings and one audit row', async () => {
  const { result, store, owner, call } = await setUp();
  await store.settings.set('upstream', 'http://127.0.0.1:1');
  expect(await result('data.erase', { what: 'everything' })).toBe(null);
  expect((await store.grants.list()).map(({ kind, id }) => [kind, id])).toEqual([
    ['key', owner.id],
    ['pairing', expect.any(String)],
  ]);
  expect(await store.denials.list()).toEqual([]);
  expect(await store.dismissals.list()).toEqual([]);
  expect(await store.usage.list()).toEqual([]);
  expect(await store.settings.get('upstream')).toBe('http://127.0.0.1:1');
  expect(await store.audit.list()).toMatchObject([{ act: 'erased', subject: 'everything' }]);
  expect(await call('status')).toMatchObject({ value: { paired: true } });
});
