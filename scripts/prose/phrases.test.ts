import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPhrases } from './phrases.ts';
import { ROOT, repositoryFiles } from './repository-files.ts';

/** Recorded or generated, or the table itself. */
const NOT_OURS = /^(?:LICENSE|package-lock\.json|tests\/recorded\/.*\.json|scripts\/prose\/phrases.*)$/;

test('the repository uses none of the phrases', () => {
  const paths = repositoryFiles().filter((path) => !NOT_OURS.test(path));
  expect(paths.length).toBeGreaterThan(500);
  const found = paths.flatMap((path) =>
    findPhrases(readFileSync(join(ROOT, path), 'utf8')).map(
      ({ line, found, instead }) => `${path}:${line}: "${found}". Write instead: ${instead}`,
    ),
  );
  expect(found, `\n${found.join('\n')}\n`).toEqual([]);
});

test.each([
  ['Whoever asks', 'Whoever'],
  ['a field stands twice', 'stands twice'],
  ['"30x" is no end.', 'is no end'],
  ['mended', 'mended'],
  ['started anew', 'anew'],
  ['the client is told so', 'is told'],
  ['a comment that is\n   * told', 'is told'],
  ['// a comment that is\n  // told', 'is told'],
  ['shows a key in vain', 'in vain'],
  ['as an error to who asked', 'to who'],
])('%j is found', (text, found) => {
  expect(findPhrases(`\n${text}`)).toEqual([expect.objectContaining({ line: 2, found })]);
});

test.each(['there is no key', 'it is no longer open', 'amend, recommended', 'to whom', 'a canewood'])(
  '%j is fine',
  (text) => {
    expect(findPhrases(text)).toEqual([]);
  },
);
