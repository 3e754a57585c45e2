import { expect, test } from 'vitest';
import { dayOf, hourOf } from '../../../shared/access/usage.ts';
import { placeOf } from './place-of.ts';

test('each time has its own day and hour, whatever was asked before', () => {
  const midnight = new Date(2026, 10, 24).getTime();
  for (const time of [midnight, midnight + 1, midnight - 1, midnight + 3_599_999, midnight + 3_600_000, 0]) {
    expect(placeOf(time)).toEqual({ day: dayOf(time), hour: hourOf(time) });
  }
});
