import { expect, test } from 'vitest';
import { refuseBrowser } from './refuse-browser.ts';

test.each([
  [{ host: '127.0.0.1:11434' }],
  [{ host: 'localhost' }],
  [{ host: '[::1]:11434' }],
  [{ host: 'LOCALHOST:1', 'sec-fetch-site': 'none' }],
])('%j may come from a program', (headers) => {
  expect(refuseBrowser(headers)).toBeUndefined();
});

test.each([
  [{}],
  [{ host: '' }],
  [{ host: 'evil.example:11434' }],
  [{ host: '127.0.0.1.evil.example' }],
  [{ host: '192.168.1.5:11434' }],
  [{ host: '127.0.0.1:11434', origin: 'https://evil.example' }],
  [{ host: '127.0.0.1:11434', origin: 'null' }],
  [{ host: '127.0.0.1:11434', origin: 'http://127.0.0.1:11434' }],
  [{ host: '127.0.0.1:11434', origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop' }],
  [{ host: '127.0.0.1:11434', 'sec-fetch-site': 'cross-site' }],
  [{ host: '127.0.0.1:11434', 'sec-fetch-site': 'same-origin' }],
])('%j is refused', (headers) => {
  expect(refuseBrowser(headers)).toMatch(/listener/);
});
