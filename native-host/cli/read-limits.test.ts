import { expect, test } from 'vitest';
import { readConnections, readSize, readTime } from './read-limits.ts';

test.each([
  [readSize, '64MiB', 64 * 1024 * 1024],
  [readSize, '1KiB', 1024],
  [readSize, '2GiB', 2 * 1024 ** 3],
  [readSize, '500000', 500_000],
  [readTime, '20s', 20_000],
  [readTime, '5m', 300_000],
  [readConnections, '1', 1],
  [readConnections, '10000', 10_000],
] as const)('%o reads %s as %i', (read, text, value) => {
  expect(read(text)).toBe(value);
});

test.each([
  [readSize, ['', '0', '-1', '1.5MiB', '64MB', '64 MiB', '0GiB', 'MiB']],
  [readTime, ['', '0s', '20', '1h', '-1s', '1441m', '1.5s']],
  [readConnections, ['', '0', '-1', '1e3', '1000000']],
] as const)('%o refuses %j', (read, texts) => {
  for (const text of texts) expect(() => read(text)).toThrow('Use a ');
});
