import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ShownApproval } from '../../shared/protocol/calls.ts';
import { allowCaller } from '../grants/allow-caller.ts';
import { setGrantDisabled } from '../grants/change-grant.ts';
import { COMPANION, EXTENSION, setUpCalls } from './testing/set-up-calls.ts';

const ICON = readFileSync(new URL('../../extension/example/icons/48.png', import.meta.url)).toString(
  'base64',
);
const DONE = { type: 'result', value: null };
const TERMS = { scopes: ['read'], models: null, expiresAt: () => null } as const;

/** Opens a prompt of an extension that claims a name. */
const setUpPrompt = async (name?: string) => {
  const testEnv = setUpCalls();
  await testEnv.pair();
  if (name !== undefined) testEnv.context.claims.setName(EXTENSION.id, name);
  const { answer, opened } = testEnv.ask();
  await expect.poll(opened).toBeDefined();
  const shown = async () => {
    const result = (await testEnv.call('approvals.list')) as { value: readonly ShownApproval[] };
    return result.value[0];
  };
  const allowOther = (caller: string, claimedName: string) =>
    allowCaller({ ...TERMS, caller, claimedName }, undefined, testEnv.context);
  return { ...testEnv, answer, shown, allowOther };
};

test('a prompt shows the claimed name and icon, and the grant has the name', async () => {
  const { call, context, shown, answer, store } = await setUpPrompt('Notes\u202e');
  expect(await call('icon.set', { icon: ICON }, EXTENSION)).toEqual(DONE);
  const prompt = await shown();
  expect(prompt).toMatchObject({ name: 'Notes', icon: `data:image/png;base64,${ICON}`, namesakes: [] });
  // What the user saw is what is stored.
  context.claims.setName(EXTENSION.id, 'Other');
  await call('approvals.allow', { id: prompt?.id, scopes: ['read'], models: null, duration: 'once' });
  expect(await answer).toMatchObject({ value: { name: 'Notes' } });
  expect(await store.grants.forCaller(EXTENSION.id)).toMatchObject([{ name: 'Notes', claimedName: 'Notes' }]);
});

test.each([
  ['an extension with access', 'notes'],
  ['an extension that the user renamed', 'Mine'],
])('a prompt points out the name of %s', async (_, name) => {
  const { shown, allowOther, store } = await setUpPrompt(name);
  const { id } = await allowOther('b'.repeat(32), 'Notes');
  await store.grants.rename(id, 'Mine');
  expect((await shown())?.namesakes).toEqual(['b'.repeat(32)]);
});

test('a prompt points out the name of the companion', async () => {
  const { shown } = await setUpPrompt('Ollama-Turnkey');
  expect((await shown())?.namesakes).toEqual([COMPANION.id]);
});

test('its own earlier grant and grants that are not in force are no namesakes', async () => {
  const { shown, allowOther, context } = await setUpPrompt('Notes');
  await allowOther(EXTENSION.id, 'Notes');
  const { id } = await allowOther('b'.repeat(32), 'Notes');
  await setGrantDisabled(id, true, { owners: false }, context);
  expect((await shown())?.namesakes).toEqual([]);
});

test('a prompt without a name has no namesakes', async () => {
  const { shown, allowOther } = await setUpPrompt();
  await allowOther('b'.repeat(32), '');
  expect(await shown()).toMatchObject({ namesakes: [] });
  expect((await shown())?.name).toBeUndefined();
});

test('an icon that is not a PNG, or comes from a content script, is refused', async () => {
  const { call } = await setUpPrompt();
  const refused = { type: 'error', code: 'bad_request' };
  expect(await call('icon.set', { icon: 'PHN2Zy8+' }, EXTENSION)).toMatchObject(refused);
  expect(await call('icon.set', { icon: ICON }, { ...EXTENSION, page: false })).toMatchObject(refused);
});

test('a grant can be renamed, and its name is sanitized', async () => {
  const { call, allowOther, store } = await setUpPrompt();
  const { id } = await allowOther(EXTENSION.id, 'Notes');
  expect(await call('grants.rename', { id, name: ' My\u202e notes ' })).toEqual(DONE);
  expect((await store.grants.byId(id))?.name).toBe('My notes');
  expect(await call('grants.rename', { id, name: '\u202e' })).toMatchObject({ code: 'bad_request' });
  expect(await call('grants.rename', { id: 'none', name: 'x' })).toMatchObject({ code: 'bad_request' });
  expect(await call('grants.rename', { id, name: 'x' }, EXTENSION)).toMatchObject({
    code: 'operation_unknown',
  });
});
