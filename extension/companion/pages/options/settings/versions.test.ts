import { expect, test } from 'vitest';
import { isOlder } from './versions.ts';

test.each([
  ['0.1.0', '0.1.0', false],
  ['0.1.0', '0.1.1', true],
  ['0.9.0', '0.10.0', true],
  ['1.0.0', '0.9.9', false],
  ['1.0', '1.0.0', false],
  ['0.2.0-beta.1', '0.2.0', false],
  ['nonsense', '0.1.0', true],
])('%s is older than %s: %s', (version, than, older) => {
  expect(isOlder(version, than)).toBe(older);
});
