import { expect, test } from 'vitest';
import { toJson } from './json.ts';

test('the special characters of HTML are escaped', () => {
  expect(toJson({ a: '<b> & "ü" \u2028' })).toBe('{"a":"\\u003cb\\u003e \\u0026 \\"ü\\" \\u2028"}');
});
