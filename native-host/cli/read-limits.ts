import { InvalidArgumentError } from 'commander';

/** Limits of `serve` as options take them. Each throws commander's error, which names the option. */

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** A size in bytes: `64MiB`, `1GiB`, `500000`. */
export const readSize = (text: string): number => {
  const [, count, unit = ''] = /^(\d{1,9})(KiB|MiB|GiB)?$/.exec(text) ?? [];
  const bytes = Number(count) * (UNITS[unit] ?? 1);
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new InvalidArgumentError('Write a size like 64MiB, 1GiB or a number of bytes.');
};

/** A time in milliseconds: `20s`, `5m`. */
export const readTime = (text: string): number => {
  const [, count, unit] = /^(\d{1,5})(s|m)$/.exec(text) ?? [];
  const seconds = Number(count) * (unit === 'm' ? 60 : 1);
  if (seconds >= 1 && seconds <= 86_400) return seconds * 1000;
  throw new InvalidArgumentError('Write a time from 1s to 1440m, like 20s or 5m.');
};

/** A number of connections. */
export const readConnections = (text: string): number => {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count > 0) return count;
  throw new InvalidArgumentError('Write a whole number from 1 on.');
};
