import { expect, test } from 'vitest';
import { shownAddress } from './shown-address.ts';

test.each([
  ['http://127.0.0.1:11434', 'http://127.0.0.1:11434'],
  ['https://gpu.example/ollama', 'https://gpu.example/ollama'],
  ['http://user:secret@host:11434', 'http://host:11434'],
  ['http://user:p@ss@host/x', 'http://host/x'],
  ['user:secret@host', 'host'],
  ['http://host/?token=secret', 'http://host/'],
  ['http://host/a#secret', 'http://host/a'],
  ['http://host?a=http://secret@b', 'http://host'],
  ['http://a b', 'http://a b'],
])('A6: %s is shown as %s', (address, shown) => {
  expect(shownAddress(address)).toBe(shown);
});
