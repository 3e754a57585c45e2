import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { makeReference, REFERENCE } from '../../scripts/sdk-reference/main.ts';

test('the reference is made from the docstrings as they are', async () => {
  // A checkout may have other line ends.
  const text = (await readFile(REFERENCE, 'utf8')).replaceAll('\r\n', '\n');
  expect(text, 'Run: npm run build && node scripts/sdk-reference/main.ts').toBe(await makeReference());
});
