import { expect, test } from 'vitest';
import type { Grant } from '../../../../shared/access/grant.ts';
import type { UsageRow } from '../../../../shared/access/usage.ts';
import { todayRows } from './today.ts';

const grant = (id: string, caller: string | null, kind = 'approval') => ({ id, caller, kind }) as Grant;
const used = (grantId: string, tokens: number, requests = 1): UsageRow => ({
  ...{ grantId, day: '2026-11-26', model: 'llama3', requests, errors: 0, ms: 1 },
  ...{ promptTokens: 0, outputTokens: tokens },
});

test('grants of one extension are one row, and the most tokens come first', () => {
  const rows = todayRows(
    [used('a', 10), used('b', 40), used('a2', 10)],
    [grant('a', 'one'), grant('a2', 'one'), grant('b', 'other')],
  );
  expect(rows).toEqual([
    { caller: 'other', requests: 1, tokens: 40, share: 1 },
    { caller: 'one', requests: 2, tokens: 20, share: 0.5 },
  ]);
});

test('keys over HTTP, pairings, unbound keys and unknown grants are left out', () => {
  const grants = [grant('h', 'http', 'key'), grant('p', 'companion', 'pairing'), grant('k', null, 'key')];
  expect(todayRows([used('h', 1), used('p', 1), used('k', 1), used('gone', 1)], grants)).toEqual([]);
});

test('the share is 0 if no tokens were used', () => {
  expect(todayRows([used('a', 0)], [grant('a', 'one')])).toMatchObject([{ requests: 1, share: 0 }]);
});
