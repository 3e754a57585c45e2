import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REPLY_WINDOW } from '../../../shared/protocol/limits.ts';
import { createCreditLedger } from './credit-ledger.ts';

const open = () => {
  const granted: [number, number][] = [];
  return { granted, ledger: createCreditLedger((id, bytes) => granted.push([id, bytes])) };
};

test('a quarter of a window is granted at once', () => {
  const { granted, ledger } = open();
  ledger.consumed(1, REPLY_WINDOW.request / 4 - 1);
  expect(granted).toEqual([]);
  ledger.consumed(1, 1);
  expect(granted).toEqual([[1, REPLY_WINDOW.request / 4]]);
});

test('ended replies are repaid together, once they owe a quarter of a window', () => {
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

test('nothing is granted for nothing', () => {
  const { granted, ledger } = open();
  ledger.closed(1);
  expect(granted).toEqual([]);
});

test('what is granted and owed is what was read, and the windows never run dry', () => {
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
