import { expect, it } from 'vitest';
import { encodeGoJson } from './json-encode.ts';

it('escapes what HTML would read', () => {
  expect(encodeGoJson({ a: '<b> & "ü" \u2028' })).toBe('{"a":"\\u003cb\\u003e \\u0026 \\"ü\\" \\u2028"}');
});
