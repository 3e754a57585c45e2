import { expect, test } from 'vitest';
import { isInClear } from './is-in-clear.ts';

test.each([
  ['http://127.0.0.1:11434', false],
  ['localhost:11434', false],
  ['http://[::1]:11434', false],
  ['https://ollama.example', false],
  ['http://ollama.example', true],
  ['192.168.0.2:11434', true],
  ['', false],
])('%s: %s', (address, expected) => {
  expect(isInClear(address)).toBe(expected);
});
