import { expect, test } from 'vitest';
import type { UsageRow } from '../../shared/access/usage.ts';
import { temporaryStore } from './testing/temporary-store.ts';

const row = (change: Partial<UsageRow> = {}): UsageRow => ({
  day: '2026-11-24',
  grantId: 'one',
  model: 'a:latest',
  requests: 1,
  errors: 0,
  promptTokens: 10,
  outputTokens: 20,
  ms: 30,
  ...change,
});

test('what is added for the same day, grant and model is one row', async () => {
  const { usage } = temporaryStore();
  await usage.add(row());
  await usage.add(row({ errors: 1, ms: 0.6 }));
  await usage.add(row({ model: 'b' }));
  expect(await usage.list()).toEqual([
    row({ requests: 2, errors: 1, promptTokens: 20, outputTokens: 40, ms: 31 }),
    row({ model: 'b' }),
  ]);
});

test('days are listed from one on and up to one', async () => {
  const { usage } = temporaryStore();
  for (const day of ['2026-11-22', '2026-11-23', '2026-11-24']) await usage.add(row({ day }));
  const days = async (range: { since?: string; until?: string }) =>
    (await usage.list(range)).map(({ day }) => day);
  expect(await days({ since: '2026-11-23' })).toEqual(['2026-11-23', '2026-11-24']);
  expect(await days({ until: '2026-11-22' })).toEqual(['2026-11-22']);
  expect(await days({ since: '2026-11-23', until: '2026-11-23' })).toEqual(['2026-11-23']);
});
