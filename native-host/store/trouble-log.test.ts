import { expect, test } from 'vitest';
import { StoreError, type StoreTrouble } from './store-error.ts';
import { createTroubleLog } from './trouble-log.ts';

const setUp = () => {
  const told: string[] = [];
  const log = createTroubleLog((line) => void told.push(line));
  const fail = (what: string, reason: StoreTrouble) =>
    log.failed(what, new StoreError(reason, '/store', { cause: new Error('of the system') }));
  return { told, log, fail };
};

test('A13: a failure is reported once with its detail, and so is its end', () => {
  const { told, log, fail } = setUp();
  for (const what of ['read', 'write', 'read']) fail(what, 'damaged');
  expect(told).toEqual([expect.stringMatching(/is damaged.*\(\/store: of the system\)$/)]);
  log.worked('read');
  expect(told).toHaveLength(1);
  log.worked('write');
  expect(told[1]).toBe('The store works again.');
  fail('read', 'damaged');
  expect(told).toHaveLength(3);
});

test('a full disk is reported once, although reads succeed', () => {
  const { told, log, fail } = setUp();
  for (let at = 0; at < 3; at += 1) {
    fail('write', 'full');
    log.worked('read');
  }
  expect(told).toHaveLength(1);
});

test('a different failure is reported too', () => {
  const { told, fail } = setUp();
  fail('read', 'locked');
  fail('read', 'damaged');
  expect(told).toHaveLength(2);
});

test('a store that works is not reported', () => {
  const { told, log } = setUp();
  log.worked('read');
  expect(told).toEqual([]);
});
