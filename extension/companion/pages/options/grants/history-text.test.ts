import { expect, test } from 'vitest';
import { historyText } from './history-text.ts';

test.each([
  ['allowed', undefined, 'Access allowed'],
  ['renamed', 'Notes', 'Renamed to “\u2068Notes\u2069”'],
  ['an act of a newer host', undefined, 'Changed'],
  ['constructor', undefined, 'Changed'],
])('%s', (act, name, text) => {
  expect(historyText({ at: 1, act, name })).toBe(text);
});
