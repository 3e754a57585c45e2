import { expect, test } from 'vitest';
import { atLeast, atMost, createRow } from './row.ts';

const LATENCY = { name: 'first token', unit: 'ms', targets: [atMost(0.7, 'direct'), atMost(1.25, 'floor')] };

test('a row is met if all of its targets are', () => {
  const row = createRow(LATENCY, { turnkey: 6, direct: 10, floor: 5 });
  expect(row).toEqual({
    name: 'first token',
    unit: 'ms',
    turnkey: 6,
    native: null,
    direct: 10,
    floor: 5,
    ratios: { direct: 0.6, floor: 1.2 },
    target: '≤ 0.7 × direct, ≤ 1.25 × floor',
    met: true,
  });
  expect(createRow(LATENCY, { turnkey: 8, direct: 10, floor: 8 }).met).toBe(false);
});

test('a target is not met if the value could not be measured', () => {
  expect(createRow(LATENCY, { turnkey: 6, floor: 6 }).met).toBe(false);
});

test('a target can be a minimum, and a limit can be a plain value', () => {
  const rate = { name: 'rate', unit: 'tokens/s', targets: [atLeast(1.3, 'direct')] };
  expect(createRow(rate, { turnkey: 14, direct: 10 }).met).toBe(true);
  const growth = { name: 'growth', unit: 'MiB', targets: [atMost(16)] };
  expect(createRow(growth, { turnkey: 17 })).toMatchObject({ met: false, target: '≤ 16 MiB' });
});

test('a value of 0 has no ratio', () => {
  const growth = { name: 'growth', unit: 'MiB', targets: [atMost(1.5, 'other')] };
  expect(createRow(growth, { turnkey: 17, against: { other: 0 } })).toMatchObject({ ratios: {}, met: false });
});

test('a row may have a column of its own to compare with, or none', () => {
  const row = createRow({ name: 'start', unit: 'ms' }, { turnkey: 50, against: { empty: 40 } });
  expect(row).toMatchObject({ ratios: { empty: 1.25 }, target: null, met: null });
});
