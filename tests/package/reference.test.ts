import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { makeReference, REFERENCE } from '../../scripts/sdk-reference/main.ts';

test('the reference is up to date with the docstrings', async () => {
  // A checkout may have other line endings.
  const text = (await readFile(REFERENCE, 'utf8')).replaceAll('\r\n', '\n');
  expect(text, 'Run: npm run build && node scripts/sdk-reference/main.ts').toBe(await makeReference());
});
