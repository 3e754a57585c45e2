import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** The requirements of the page, each with the tests that it names. */
const ROWS = Array.from(
  read('docs/internals/requirements.md').matchAll(/^\| (R\d+) \| .+ \| (.+) \|\r?$/gm),
  ([, number = '', tests = '']) => ({
    number,
    files: Array.from(tests.matchAll(/`([^`]+)`/g), ([, path]) => path as string),
  }),
);

/** Every requirement that the name of a test has, by the file of that test. */
const named = (): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>();
  const files = globSync('{shared,manifests,native-host,extension,scripts,tests}/**/*.test.ts', {
    cwd: ROOT,
  });
  for (const file of files) {
    for (const [, number = ''] of read(file).matchAll(/['"`(](R\d+)[:,)]/g)) {
      found.set(number, (found.get(number) ?? new Set()).add(file.split(sep).join('/')));
    }
  }
  return found;
};

test('are all there, in order', () => {
  expect(ROWS.map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, at) => `R${at + 1}`));
});

test('every test that is named exists', () => {
  expect(ROWS.flatMap(({ files }) => files).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

test('a requirement without a test says so', () => {
  expect(ROWS.filter(({ files }) => files.length === 0).map(({ number }) => number)).toEqual([]);
});

test('every test with the number of a requirement in its name is in the row of that requirement', () => {
  for (const [number, files] of named()) {
    const row = ROWS.find((each) => each.number === number);
    expect([number, row?.files.toSorted()]).toEqual([number, [...files].sort()]);
  }
});
