import { expect, test } from 'vitest';
import { describeFault } from './describe-fault.ts';

test('a fault of the line is told in words', () => {
  expect(describeFault(new TypeError('A frame has no content.'), 'protocol_error')).toBe(
    'TypeError: A frame has no content.',
  );
});

test('a fault of the host itself is told by its place alone', () => {
  const told = describeFault(new TypeError('the prompt\nof somebody'), 'internal');
  expect(told).toMatch(/^TypeError\n\s+at .*describe-fault/);
  expect(told).not.toContain('somebody');
});

test('what is no error is told as such', () => {
  expect(describeFault('the prompt', 'internal')).toBe('unknown error');
});
