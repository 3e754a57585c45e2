import { expect, test, vi } from 'vitest';
import { makeGrant } from '../access/testing/make-grant.ts';
import { type Checked, deny } from '../grants/check-secret.ts';
import { rememberKeys } from './known-keys.ts';

const GRANT = makeGrant({ caller: 'http', scopes: ['infer'], expiresAt: 5_000 });

/** A look-up that the test answers, in eras that it ends. */
const setUp = (answer: Checked = { grant: GRANT }) => {
  const state: { era: object | undefined } = { era: {} };
  const check = vi.fn(async (_text: string, _now: number): Promise<Checked> => answer);
  const keys = rememberKeys(check, { permissions: () => state.era });
  return { state, check, keys };
};

test('a valid key is looked up once, and then known at once', async () => {
  const { check, keys } = setUp();
  expect(await keys('a', 0)).toEqual({ grant: GRANT });
  expect(keys('a', 1)).toEqual({ grant: GRANT });
  expect(check.mock.calls).toEqual([['a', 0]]);
});

test.each([
  ['changed', (state: { era: object | undefined }) => Object.assign(state, { era: {} })],
  ['may have changed', (state: { era: object | undefined }) => Object.assign(state, { era: undefined })],
])('T14: a key is looked up again when permissions have %s', async (_, change) => {
  const { state, check, keys } = setUp();
  await keys('a', 0);
  change(state);
  await keys('a', 0);
  expect(check).toHaveBeenCalledTimes(2);
});

test('T14: a look-up that a change has overtaken is not remembered', async () => {
  const { state, check, keys } = setUp();
  const first = keys('a', 0);
  state.era = {};
  await first;
  await keys('a', 0);
  expect(check).toHaveBeenCalledTimes(2);
});

test.each([
  ['expires', { grant: GRANT }, 5_000],
  ['was replaced', { grant: GRANT, until: 2_000 }, 2_000],
])('a key that %s is looked up again from then on', async (_, answer, until) => {
  const { check, keys } = setUp(answer);
  await keys('a', 0);
  await keys('a', until - 1);
  expect(check).toHaveBeenCalledTimes(1);
  await keys('a', until);
  expect(check).toHaveBeenCalledTimes(2);
});

test('refused keys are not remembered, and known ones are bounded', async () => {
  const refused = setUp(deny('key_wrong', 'No.'));
  await refused.keys('a', 0);
  await refused.keys('a', 0);
  expect(refused.check).toHaveBeenCalledTimes(2);
  const { check, keys } = setUp();
  for (let at = 0; at <= 1_000; at += 1) await keys(String(at), 0);
  await keys('0', 0);
  expect(check).toHaveBeenCalledTimes(1_002);
});
