import { InvalidArgumentError } from 'commander';

/** Parsers for the limit options of `serve`. Each throws commander's error, to which commander adds the option. */

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** Parses a size in bytes: `64MiB`, `1GiB`, `500000`. */
export const readSize = (text: string): number => {
  const [, count, unit = ''] = /^(\d{1,9})(KiB|MiB|GiB)?$/.exec(text) ?? [];
  const bytes = Number(count) * (UNITS[unit] ?? 1);
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new InvalidArgumentError('Use a size such as 64MiB or 1GiB, or a number of bytes.');
};

/** Parses a duration from 1 s to one day, such as `20s` or `5m`. Returns milliseconds. */
export const readTime = (text: string): number => {
  const [, count, unit] = /^(\d{1,5})(s|m)$/.exec(text) ?? [];
  const seconds = Number(count) * (unit === 'm' ? 60 : 1);
  if (seconds >= 1 && seconds <= 86_400) return seconds * 1000;
  throw new InvalidArgumentError('Use a duration from 1s to 1440m, such as 20s or 5m.');
};

/** Parses a number of connections, at least 1. */
export const readConnections = (text: string): number => {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count > 0) return count;
  throw new InvalidArgumentError('Use a whole number of at least 1.');
};

/** Most processes of one `serve`. */
const MAX_WORKERS = 64;

/** Parses a number of processes. */
export const readWorkers = (text: string): number => {
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (count > 0 && count <= MAX_WORKERS) return count;
  throw new InvalidArgumentError(`Use a whole number from 1 to ${MAX_WORKERS}.`);
};
