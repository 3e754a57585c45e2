import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');

const table = /<!-- table:threats -->([\s\S]*?)<!-- \/table -->/.exec(read('SECURITY.md'))?.[1] ?? '';

/** Each threat of SECURITY.md, with the tests that are said to stand for it. */
const THREATS = Array.from(
  table.matchAll(/^\| (T\d+) \| (.+?) \| (.*?) ?\|$/gm),
  ([, threat, , tests = '']) => ({
    threat: threat as string,
    files: Array.from(tests.matchAll(/`([^`]+)`/g), ([, path]) => path as string),
  }),
);

test('every threat is in the table of SECURITY.md, in order', () => {
  expect(THREATS.map(({ threat }) => threat)).toEqual(Array.from({ length: 27 }, (_, at) => `T${at + 1}`));
});

const NAMED = THREATS.flatMap(({ threat, files }) => files.map((file) => ({ threat, file })));

test.each(NAMED)('$file has a test with $threat in its name', ({ threat, file }) => {
  expect(read(file)).toMatch(new RegExp(`(test|describe)[^\\n]*\\(\\s*['"\`](T\\d+, )*${threat}\\b`));
});

const reviewed = /<!-- table:findings -->([\s\S]*?)<!-- \/table -->/.exec(read('SECURITY.md'))?.[1] ?? '';

/** Each finding of the attack review, with its tests. */
const FINDINGS = Array.from(
  reviewed.matchAll(/^\| (A\d+) \| .+? \| (.*?) ?\|$/gm),
  ([, finding, tests = '']) => ({
    finding: finding as string,
    files: Array.from(tests.matchAll(/`([^`]+)`/g), ([, path]) => path as string),
  }),
);

test('every finding of the attack review is in the table of SECURITY.md, in order', () => {
  expect(FINDINGS.map(({ finding }) => finding)).toEqual(Array.from({ length: 21 }, (_, at) => `A${at + 1}`));
});

test.each(FINDINGS.flatMap(({ finding, files }) => files.map((file) => ({ finding, file }))))(
  '$file has a test with $finding at the start of its name',
  ({ finding, file }) => {
    expect(read(file)).toMatch(new RegExp(`['"\`](T\\d+, )*${finding}\\b`));
  },
);
