import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { COMPANION_ID_CHROMIUM, COMPANION_PUBLIC_KEY, HOST_NAME } from './identity.ts';

test('the Chromium ID is derived from the public key', () => {
  const digest = createHash('sha256').update(Buffer.from(COMPANION_PUBLIC_KEY, 'base64')).digest('hex');
  const id = [...digest.slice(0, 32)].map((hex) => 'abcdefghijklmnop'[Number.parseInt(hex, 16)]).join('');
  expect(id).toBe(COMPANION_ID_CHROMIUM);
});

test('the host name is valid in both browser families', () => {
  expect(HOST_NAME).toMatch(/^[a-z0-9_]+(\.[a-z0-9_]+)*$/);
});
