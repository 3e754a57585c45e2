import { expect, test } from 'vitest';
import { groupsCsv, groupsOf, sumGroups } from './usage-groups.ts';

const counts = { requests: 1, errors: 0, promptTokens: 10, outputTokens: 20, ms: 1.4 };
const row = { day: '2026-11-26', hour: null, ...counts };
const GROUPED = {
  keys: [
    { id: 'a', labels: { team: 'research', person: 'Ada' } },
    { id: 'b', labels: { team: '=cmd()' } },
    { id: 'c', labels: null },
  ],
  usage: [
    { ...row, grantId: 'a', name: 'notes', model: 'llama3' },
    { ...row, grantId: 'a', name: 'notes', model: '' },
    { ...row, grantId: 'b', name: 'chat', model: 'llama3', estimated: 1 },
    { ...row, grantId: 'c', name: null, model: 'llama3' },
  ],
  accounts: [
    { ...counts, grantId: 'c', name: null, account: 'bob' },
    { ...counts, requests: 3, grantId: 'b', name: 'chat', account: 'ada@example.com' },
  ],
};

test('the labels of keys are groups', () => {
  expect(groupsOf(GROUPED.keys).map(([by]) => by)).toEqual([
    ...['model', 'key', 'account', 'label:person', 'label:team'],
  ]);
});

test.each([
  [
    'model',
    [
      ['llama3', undefined, 3],
      ['Unknown', undefined, 1],
    ],
  ],
  [
    'key',
    [
      ['notes', 'a', 2],
      ['chat', 'b', 1],
      ['c', 'c', 1],
    ],
  ],
  [
    'label:team',
    [
      ['research', undefined, 2],
      ['=cmd()', undefined, 1],
      ['No label', undefined, 1],
    ],
  ],
  [
    'account',
    [
      ['ada@example.com', 'chat', 3],
      ['bob', 'c', 1],
    ],
  ],
] as const)('by %s', (by, expected) => {
  const rows = sumGroups(by, GROUPED);
  expect(rows.map(({ name, key, requests }) => [name, key, requests])).toEqual(expected);
});

test('CSV has the names of the command line, and no formula', () => {
  const [head, first, second] = groupsCsv('label:team', sumGroups('label:team', GROUPED)).split('\r\n');
  expect(head).toBe('\uFEFFteam,requests,errors,promptTokens,outputTokens,estimated,ms');
  expect([first, second]).toEqual(['research,2,0,20,40,0,3', `"'=cmd()",1,0,10,20,1,1`]);
  expect(groupsCsv('account', sumGroups('account', GROUPED))).toContain('\r\nada@example.com,chat,3,');
  expect(groupsCsv('key', sumGroups('key', GROUPED))).toContain('name,grantId,requests');
});
