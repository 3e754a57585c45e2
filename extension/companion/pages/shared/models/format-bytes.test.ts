import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test.each([
  [0, '0 byte'],
  [-1, '0 byte'],
  [999, '999 byte'],
  [98_363_007, '98.4 MB'],
  [523_000_000, '523 MB'],
  [2_019_393_189, '2 GB'],
  [3_338_801_804, '3.3 GB'],
  [5e15, '5,000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes, 'en')).toBe(text);
});

test('the number has the format of the language', () => {
  expect(formatBytes(3_338_801_804, 'de')).toBe('3,3\u00a0GB');
});
