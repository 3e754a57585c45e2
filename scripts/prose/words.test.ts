import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, repositoryFiles } from './repository-files.ts';

/** What the spelling check does not read, as `cspell.jsonc` says. */
const NOT_CHECKED =
  /^(?:LICENSE|package-lock\.json|cspell\.jsonc|scripts\/prose\/words\.txt|tests\/recorded\/.*\.json)$/;

const words = readFileSync(new URL('words.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');

test('the words that the spelling check knows are sorted, one a line, each once', () => {
  expect(words).toEqual(
    [...new Set(words)].sort((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' })),
  );
});

test('each of these words is used', () => {
  const text = repositoryFiles()
    .filter((path) => !NOT_CHECKED.test(path))
    .map((path) => readFileSync(join(ROOT, path), 'utf8').toLowerCase())
    .join('\n');
  expect(words.filter((word) => !text.includes(word.toLowerCase()))).toEqual([]);
});
