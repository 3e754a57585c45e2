import { expect, test } from 'vitest';
import { isSameName, MAX_NAME, plainName } from './grant-name.ts';

test.each([
  ['a name', 'Page Summariser', 'Page Summariser'],
  ['another script', 'ملخص', 'ملخص'],
  ['control characters and line breaks', 'Page\u0007\nSummariser', 'Page Summariser'],
  ['a direction override', 'Chat \u202egnp\u202c', 'Chat gnp'],
  ['quotation marks that would end the quotation', 'A” is verified, “B', 'A’ is verified, ’B'],
  ['nothing visible', '\u202e\u200d ', null],
])('%s', (_, given, plain) => {
  expect(plainName(given)).toBe(plain);
});

test('a long name is cut with an ellipsis', () => {
  expect(plainName('x'.repeat(200))).toBe(`${'x'.repeat(MAX_NAME - 1)}…`);
});

test.each([
  ['Page Summariser', 'page  summariser'],
  ['Page Summariser', 'Page-Summariser.'],
  ['Page Summariser', 'Ｐａｇｅ Summariser'],
])('%j and %j read the same', (one, two) => {
  expect(isSameName(one, two)).toBe(true);
});

test.each([
  ['Page Summariser', 'Page Summariser 2'],
  ['…', '!'],
])('%j and %j differ', (one, two) => {
  expect(isSameName(one, two)).toBe(false);
});
