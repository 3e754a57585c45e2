import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');

const PAGE = 'docs/internals/threats.md';

/** The numbers of a table of the page, each with the tests that are named for it. */
const readTable = (name: string, letter: string) => {
  const table = new RegExp(`<!-- table:${name} -->([\\s\\S]*?)<!-- /table -->`).exec(read(PAGE))?.[1] ?? '';
  return Array.from(
    table.matchAll(new RegExp(`^\\| (${letter}\\d+) \\| .+? \\| (.*?) ?\\|$`, 'gm')),
    ([, number, tests = '']) => ({
      number: number as string,
      files: Array.from(tests.matchAll(/`([^`]+)`/g), ([, path]) => path as string),
    }),
  );
};

/** Each table, how many rows it has, and what stands before a number in the name of a test. */
const TABLES = [
  ['threats', 'T', 27, `(test|describe)[^\\n]*\\(\\s*['"\`](T\\d+, )*`],
  ['findings', 'A', 21, `['"\`](T\\d+, )*`],
] as const;

describe.each(TABLES)('the %s of the page', (name, letter, count, before) => {
  const rows = readTable(name, letter);

  test('are all there, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(
      Array.from({ length: count }, (_, at) => `${letter}${at + 1}`),
    );
  });

  test.each(rows.flatMap(({ number, files }) => files.map((file) => ({ number, file }))))(
    '$file has a test with $number in its name',
    ({ number, file }) => {
      expect(read(file)).toMatch(new RegExp(`${before}${number}\\b`));
    },
  );
});
