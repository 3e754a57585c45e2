import { expect, test } from 'vitest';
import { START_FAILURES, type StartFailureName } from '../starts/start-failures.ts';
import { readStart } from './read-start.ts';

test('R22: a program that the system refuses to start, as AppArmor and SELinux do', () => {
  for (const errno of ['EACCES', 'EPERM'])
    expect(readStart({ outcome: { kind: 'denied', errno }, stderr: '' })).toEqual({
      cause: 'exec_denied',
      detail: errno,
    });
  expect(readStart({ outcome: { kind: 'denied', errno: 'ENOEXEC' }, stderr: '' })?.cause).toBe(
    'start_failed',
  );
});

test.each(Object.entries(START_FAILURES))(
  'the last words of a start that failed with %s name it',
  (name, { code, message }) => {
    expect(readStart({ outcome: { kind: 'error', code, message }, stderr: '' })?.cause).toBe(
      name as StartFailureName,
    );
  },
);

test('what it wrote to standard error is kept for the terminal', () => {
  expect(readStart({ outcome: { kind: 'exited', exit: 3 }, stderr: 'broken\n' })).toEqual({
    cause: 'start_failed',
    detail: 'exit code 3\nbroken',
  });
});

test('an answer is not a failure', () => {
  expect(readStart({ outcome: { kind: 'welcome', version: '1' }, stderr: 'a warning' })).toBeUndefined();
});
