import { expect, test } from 'vitest';
import { StoreError, type StoreTrouble } from './store-error.ts';
import { createTroubleLog } from './trouble-log.ts';

const setUp = () => {
  const reported: string[] = [];
  const log = createTroubleLog((line) => void reported.push(line));
  const fail = (what: string, reason: StoreTrouble) =>
    log.failed(what, new StoreError(reason, '/store', { cause: new Error('of the system') }));
  return { reported, log, fail };
};

test('A13: a failure is reported once with its detail, and so is its end', () => {
  const { reported, log, fail } = setUp();
  for (const what of ['read', 'write', 'read']) fail(what, 'damaged');
  expect(reported).toEqual([expect.stringMatching(/is damaged.*\(\/store: of the system\)$/)]);
  log.worked('read');
  expect(reported).toHaveLength(1);
  log.worked('write');
  expect(reported[1]).toBe('The store works again.');
  fail('read', 'damaged');
  expect(reported).toHaveLength(3);
});

test('a full disk is reported once, although reads succeed', () => {
  const { reported, log, fail } = setUp();
  for (let at = 0; at < 3; at += 1) {
    fail('write', 'full');
    log.worked('read');
  }
  expect(reported).toHaveLength(1);
});

test('a different failure is reported too', () => {
  const { reported, fail } = setUp();
  fail('read', 'locked');
  fail('read', 'damaged');
  expect(reported).toHaveLength(2);
});

test('a store that works is not reported', () => {
  const { reported, log } = setUp();
  log.worked('read');
  expect(reported).toEqual([]);
});
