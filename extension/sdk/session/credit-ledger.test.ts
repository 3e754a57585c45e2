import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REPLY_WINDOW } from '../../../shared/protocol/limits.ts';
import { createCreditLedger } from './credit-ledger.ts';

const open = () => {
  const granted: [number, number][] = [];
  return { granted, ledger: createCreditLedger((id, bytes) => granted.push([id, bytes])) };
};

test('a quarter of a window is returned at once', () => {
  const { granted, ledger } = open();
  ledger.consumed(1, REPLY_WINDOW.request / 4 - 1);
  expect(granted).toEqual([]);
  ledger.consumed(1, 1);
  expect(granted).toEqual([[1, REPLY_WINDOW.request / 4]]);
});

test('the credit of ended replies is returned together, from a quarter of a window on', () => {
  const { granted, ledger } = open();
  const half = REPLY_WINDOW.request / 8;
  for (const id of [1, 2]) {
    ledger.consumed(id, half);
    expect(granted).toEqual([]);
    ledger.closed(id);
  }
  expect(granted).toEqual([[2, 2 * half]]);
  ledger.closed(2);
  expect(granted).toHaveLength(1);
});

test('no credit is returned if nothing was read', () => {
  const { granted, ledger } = open();
  ledger.closed(1);
  expect(granted).toEqual([]);
});

test('returned and pending credit add up to what was read, and the windows are never exhausted', () => {
  const step = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 200_000 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const { granted, ledger } = open();
      const sum = (pairs: readonly (readonly [number, number])[]) =>
        pairs.reduce((total, [, bytes]) => total + bytes, 0);
      for (const [at, [id, bytes]] of steps.entries()) {
        ledger.consumed(id, bytes);
        if (id % 3 === 0) ledger.closed(id);
        expect(sum(steps.slice(0, at + 1)) - sum(granted)).toBeLessThan(REPLY_WINDOW.session / 4);
      }
      for (const [id] of steps) ledger.closed(id);
      expect(sum(steps) - sum(granted)).toBeLessThan(REPLY_WINDOW.request / 4);
    }),
  );
});
