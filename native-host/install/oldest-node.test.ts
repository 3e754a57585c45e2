import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { isNewEnough, NEW_ENOUGH_PROGRAM, OLDEST_NODE } from './oldest-node.ts';

test('it is the version that package.json requires', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(engines.node).toBe(`>=${OLDEST_NODE.major}.${OLDEST_NODE.minor}`);
});

test.each([
  ['v0.12.18', false],
  ['v8.17.0', false],
  ['v22.9.0', false],
  ['v22.18.0', false],
  ['v22.19.0', true],
  ['v22.100.0', true],
  ['v23.0.0', true],
  ['v100.0.0', true],
])('%s: %s, for the installer and for the wrapper', (version, expected) => {
  expect(isNewEnough(`${version}\n`)).toBe(expected);
  let code: number | undefined;
  const process = {
    versions: { node: version.slice(1) },
    exit: (given: number) => {
      code = given;
    },
  };
  runInNewContext(NEW_ENOUGH_PROGRAM, { process });
  expect(code).toBe(expected ? 0 : 1);
});

test('an invalid version is not new enough', () => {
  expect(isNewEnough('')).toBe(false);
  expect(isNewEnough('command not found')).toBe(false);
});

test('the program needs no quoting between double quotes, in sh and in cmd.exe', () => {
  expect(NEW_ENOUGH_PROGRAM).not.toMatch(/["$`\\%!^\n]/);
});
