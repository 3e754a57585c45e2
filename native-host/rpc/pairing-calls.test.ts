import { expect, test } from 'vitest';
import { createKey } from '../grants/issue.ts';
import { openPairingWindow, PAIRING_WINDOW_MS } from '../grants/pairing-window.ts';
import { EXTENSION, setUpCalls } from './testing/set-up-calls.ts';

test('pairing gives a token for this profile; unpairing revokes it, and the owner key stays valid', async () => {
  const { call, context, pair, store } = setUpCalls();
  const { key, id } = await pair();
  const paired = await context.pairing.grant();
  expect(paired).toMatchObject({ kind: 'pairing', parent: id });
  expect(await call('unpair')).toEqual({ type: 'result', value: null });
  expect(await context.pairing.grant()).toBeNull();
  expect((await store.grants.byId(paired?.id ?? ''))?.revokedAt).not.toBeNull();
  expect(await call('pair', { key })).toMatchObject({ value: { token: expect.stringMatching(/^otp_/) } });
});

test('a key that is mistyped or not an owner key does not pair', async () => {
  const { call, context } = setUpCalls();
  const key = { name: 'Key', caller: null, scopes: ['read'], models: null, expiresAt: null } as const;
  const { text } = await createKey(key, context);
  expect(await call('pair', { key: 'otk_short' })).toMatchObject({ code: 'key_mistyped' });
  expect(await call('pair', { key: text })).toMatchObject({ code: 'key_not_owner' });
  expect(await context.pairing.grant()).toBeNull();
});

test('pairing clears the problem of an earlier token', async () => {
  const { context, pair } = setUpCalls();
  context.pairing.set(null, { code: 'key_revoked', message: 'revoked', help: '' });
  await pair();
  expect(context.pairing.problem).toBeUndefined();
});

test('within the pairing window the companion pairs without a key, once', async () => {
  const { call, context, clock } = setUpCalls();
  context.pairing.set(null, { code: 'no_key', message: 'unpaired', help: '' });
  expect(await call('pair.window')).toEqual({ type: 'result', value: { open: false } });
  expect(await call('pair.claim')).toMatchObject({ type: 'error', code: 'pairing_closed' });
  await openPairingWindow(context);
  const until = clock.now + PAIRING_WINDOW_MS;
  expect(await call('pair.window')).toEqual({ type: 'result', value: { open: true, until } });
  const claimed = await call('pair.claim');
  expect(claimed).toMatchObject({
    value: { token: expect.stringMatching(/^otp_/), grant: { kind: 'pairing' } },
  });
  expect(await context.pairing.grant()).toMatchObject({ parent: null });
  expect(context.pairing.problem).toBeUndefined();
  expect(await call('grants.list')).toMatchObject({ type: 'result' });
  expect(await call('pair.window')).toEqual({ type: 'result', value: { open: false } });
  expect(await call('pair.claim')).toMatchObject({ code: 'pairing_closed' });
});

test('an extension can neither see nor use the pairing window', async () => {
  const { call, context } = setUpCalls();
  await openPairingWindow(context);
  for (const name of ['pair.window', 'pair.claim']) {
    expect(await call(name, undefined, EXTENSION)).toMatchObject({ code: 'operation_unknown' });
  }
  expect(await call('pair.window')).toMatchObject({ value: { open: true } });
});
