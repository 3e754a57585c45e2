import { expect, test } from 'vitest';
import { describeFault } from './describe-fault.ts';

test('a protocol error is described by its message', () => {
  expect(describeFault(new TypeError('A frame has no content.'), 'protocol_error')).toBe(
    'TypeError: A frame has no content.',
  );
});

test('an internal error is described by its stack only', () => {
  const text = describeFault(new TypeError('the prompt\nof somebody'), 'internal');
  expect(text).toMatch(/^TypeError\n\s+at .*describe-fault/);
  expect(text).not.toContain('somebody');
});

test('a value that is not an Error is described as unknown', () => {
  expect(describeFault('the prompt', 'internal')).toBe('unknown error');
});
