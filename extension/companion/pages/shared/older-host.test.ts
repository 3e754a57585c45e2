import { expect, test } from 'vitest';
import { problem } from '../../../../shared/errors/problem.ts';
import { TurnkeyError } from '../../../sdk/errors/turnkey-error.ts';
import { explainUnknownCall, orIfUnknown } from './older-host.ts';

const rethrown = (error: unknown) => {
  try {
    return explainUnknownCall(error);
  } catch (thrown) {
    return thrown;
  }
};

test('a call that the host does not know means that it is outdated; other errors stay as they are', () => {
  const unknown = new TurnkeyError(problem('operation_unknown', 'No such call exists.'));
  expect(rethrown(unknown)).toMatchObject({ code: 'host_outdated', cause: unknown });
  const other = new TurnkeyError(problem('store_failed', 'The disk is full.'));
  expect(rethrown(other)).toBe(other);
});

test('a call that the host does not know can have another result; other errors reject', async () => {
  const unknown = new TurnkeyError(problem('operation_unknown', 'No such call exists.'));
  const other = new TurnkeyError(problem('store_failed', 'The disk is full.'));
  expect(await orIfUnknown(Promise.resolve('known'), 'none')).toBe('known');
  expect(await orIfUnknown(Promise.reject(unknown), 'none')).toBe('none');
  await expect(orIfUnknown(Promise.reject(other), 'none')).rejects.toBe(other);
});
