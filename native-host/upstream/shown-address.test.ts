import { expect, test } from 'vitest';
import { shownAddress } from './shown-address.ts';

test.each([
  ['http://127.0.0.1:11434', 'http://127.0.0.1:11434'],
  ['https://[::1]:8443/ollama', 'https://[::1]:8443/ollama'],
  ['http://user:hidden@127.0.0.1:11434', 'http://127.0.0.1:11434'],
  ['http://127.0.0.1:11434/?token=hidden', 'http://127.0.0.1:11434'],
  ['http://127.0.0.1:11434/#hidden', 'http://127.0.0.1:11434'],
  ['http://hid den', 'the configured address'],
])('A6: %s is shown as %s', (base, shown) => {
  expect(shownAddress(base)).toBe(shown);
});
