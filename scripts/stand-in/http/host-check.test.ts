import { expect, test } from 'vitest';
import { isHostAllowed } from './host-check.ts';

// The decisions of a real Ollama. It does not recognise a bracketed address without a port.
test.each([
  ['', true],
  ['localhost', true],
  ['LOCALHOST:1', true],
  ['box.local', true],
  ['local', false],
  ['localhost.', false],
  ['127.9.9.9', true],
  ['127.0.0.1.evil.com', false],
  ['10.0.0.1:80', true],
  ['172.31.0.1', true],
  ['172.32.0.1', false],
  ['8.8.8.8', false],
  ['[::1]:11434', true],
  ['::1', true],
  ['[::1]', false],
  ['evil.example:11434', false],
])('the host %j: %s', (host, allowed) => {
  expect(isHostAllowed(host)).toBe(allowed);
});
