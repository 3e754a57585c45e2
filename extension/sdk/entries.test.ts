import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { WITH_SIDE_EFFECTS } from './entries.ts';
import { packageFields, subpathFields } from './package-fields.ts';

const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
const FOLDER = './extension/sdk/dist/';

test('the exports of the package are the entries', () => {
  const { exports, main, module, types } = packageFields(FOLDER);
  expect(manifest.exports).toEqual(exports);
  expect(manifest).toMatchObject({ main, module, types });
});

test('tools that do not read exports find the same files', () => {
  const { typesVersions, alias } = subpathFields(FOLDER);
  expect([manifest.typesVersions, manifest.alias]).toEqual([typesVersions, alias]);
});

test('bundlers keep entries with side effects, in the package and in this checkout', () => {
  const own = WITH_SIDE_EFFECTS.map((name) => `./extension/sdk/${name}.ts`);
  const { sideEffects } = packageFields(FOLDER);
  expect(new Set(manifest.sideEffects)).toEqual(new Set([...own, ...sideEffects]));
});

test('the SDK has no runtime dependency', () => {
  expect(manifest.dependencies ?? {}).toEqual({});
});
