import { expect, test } from 'vitest';
import { problem } from '../../../../../shared/errors/problem.ts';
import { TurnkeyError } from '../../../../sdk/errors/turnkey-error.ts';
import { explainUnknownCall } from './older-host.ts';

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
