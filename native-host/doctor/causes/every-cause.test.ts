import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CAUSES } from '../finding.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The tests that reproduce causes. */
const TESTS = globSync(['tests/doctor/*.test.ts', 'native-host/doctor/{,policies/}*.test.ts'], { cwd: ROOT })
  .map((file) => readFileSync(`${ROOT}/${file}`, 'utf8'))
  .join('\n');

test('each of the 28 causes is reproduced by a test with its number', () => {
  const numbers = new Set(Array.from(TESTS.matchAll(/\bcause (\d+)/g), ([, number]) => Number(number)));
  expect([...numbers].sort((one, other) => one - other)).toEqual(
    Array.from({ length: 28 }, (_, at) => at + 1),
  );
});

test('each cause that `doctor` names is expected by a test', () => {
  expect(Object.keys(CAUSES).filter((cause) => !new RegExp(`['\\s]${cause}['\`]`).test(TESTS))).toEqual([]);
});
