import { expect, test } from 'vitest';
import { expandVariables } from './expand-variables.ts';

test('variables are filled in, in any case', () => {
  expect(expandVariables('%ProgramFiles%\\nodejs', { PROGRAMFILES: 'C:\\P' })).toBe('C:\\P\\nodejs');
});

test('without one of its variables there is no path', () => {
  expect(expandVariables('%A%\\%B%', { A: 'x' })).toBeUndefined();
});
