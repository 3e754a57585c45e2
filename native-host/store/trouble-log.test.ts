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

test('A13: a trouble is told once with its detail, and its end', () => {
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

test('a disk that is full is told once, though reading goes on', () => {
  const { told, log, fail } = setUp();
  for (let at = 0; at < 3; at += 1) {
    fail('write', 'full');
    log.worked('read');
  }
  expect(told).toHaveLength(1);
});

test('another trouble is told too', () => {
  const { told, fail } = setUp();
  fail('read', 'locked');
  fail('read', 'damaged');
  expect(told).toHaveLength(2);
});

test('what always works is not told', () => {
  const { told, log } = setUp();
  log.worked('read');
  expect(told).toEqual([]);
});
