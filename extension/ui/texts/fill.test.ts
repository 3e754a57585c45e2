import { expect, test } from 'vitest';
import { fill, insert, plural } from './fill.ts';

test('each name is replaced once, and values are not searched for names', () => {
  expect(insert('{a} and {b}', { a: '{b}', b: '2' })).toBe('{b} and 2');
  expect(fill('{a}: {b}', { a: '{b}', b: '2' })).toBe('\u2068{b}\u2069: \u20682\u2069');
});

test.each([
  [0, '0 requests'],
  [1, '1 request'],
  [1234, '1,234 requests'],
])('%i has its plural form', (count, words) => {
  expect(plural({ one: '{count} request', other: '{count} requests' }, count, 'en')).toBe(words);
});

test('a missing plural form falls back to `other`', () => {
  expect(plural({ other: '{count} 次请求' }, 1, 'zh-CN')).toBe('1 次请求');
});
