import { expect, it } from 'vitest';
import { goTimestamp } from './timestamp.ts';

it.each([
  [0, '1970-01-01T00:00:00Z'],
  [1500, '1970-01-01T00:00:01.5Z'],
  [1000.5, '1970-01-01T00:00:01.0005Z'],
])('prints %d', (time, text) => {
  expect(goTimestamp(time)).toBe(text);
});
