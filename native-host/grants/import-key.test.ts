import { expect, test } from 'vitest';
import { parseKey } from '../../shared/key/key.ts';
import { temporaryStore } from '../store/testing/temporary-store.ts';
import { checkImported } from './check-secret.ts';
import { importKey } from './import-key.ts';
import { createKey, rotateKey } from './issue.ts';
import { updateKey } from './update-key.ts';

const TEXT = 'sk-5f1b7c9e2d4a4c6f8b3e';
const TERMS = { name: 'Web', scopes: ['infer'], models: null, expiresAt: null } as const;

const open = () => {
  const clock = { now: 1_000 };
  const store = temporaryStore(clock);
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
  return { clock, store, world: { store, now: () => clock.now, random } };
};

test('an imported key is found by its text alone, and imported once', async () => {
  const { store, world } = open();
  const grant = await importKey({ ...TERMS, text: TEXT }, world);
  expect(grant).toMatchObject({ name: 'Web', kind: 'key', caller: 'http', origin: 'imported' });
  expect(await checkImported(TEXT, store, 1_000)).toMatchObject({ grant: { id: grant?.id } });
  expect(await checkImported(`${TEXT}x`, store, 1_000)).toBeUndefined();
  expect(await importKey({ ...TERMS, text: TEXT }, world)).toBeUndefined();
  expect((await store.audit.list()).map(({ act }) => act)).toEqual(['imported']);
});

test('a rotated key is valid until its end, then it has been replaced', async () => {
  const { store, world } = open();
  const grant = await importKey({ ...TERMS, text: TEXT }, world);
  await rotateKey(grant?.id ?? '', 5_000, world);
  expect(await checkImported(TEXT, store, 4_999)).toHaveProperty('grant');
  expect(await checkImported(TEXT, store, 5_000)).toMatchObject({ denial: { code: 'key_expired' } });
  await store.grants.revoke(grant?.id ?? '');
  expect(await checkImported(TEXT, store, 1_000)).toMatchObject({ denial: { code: 'key_revoked' } });
});

test('the secret of a generated key alone is refused', async () => {
  const { store, world } = open();
  const { text } = await createKey({ ...TERMS, caller: 'http' }, world);
  const { secret } = parseKey('otk', text) as { secret: string };
  expect(await checkImported(secret, store, 1_000)).toBeUndefined();
});

test('an update changes name, labels and terms in one act that says what', async () => {
  const { store, world } = open();
  const { grant } = await createKey({ ...TERMS, caller: 'http', limits: { perDay: 5 } }, world);
  const update = { name: 'Raised', limits: { perDay: 9 }, labels: { team: 'research' } } as const;
  expect(await updateKey(grant.id, update, world)).toEqual({ ...grant, ...update });
  expect(await updateKey(grant.id, { name: 'Raised', trust: null }, world)).toMatchObject(update);
  expect(await updateKey(grant.id, { trust: 'users' }, world)).toMatchObject({ ...update, trust: 'users' });
  const acts = (await store.audit.list()).map(({ act, detail }) => [act, detail]);
  expect(acts).toEqual([
    ['created', null],
    ['changed', 'limits, labels, name'],
    ['changed', 'trust'],
  ]);
});
