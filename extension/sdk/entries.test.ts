import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ENTRIES, WITH_SIDE_EFFECTS } from './entries.ts';

const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));

test('the exports of the package are the entries', () => {
  const exports = Object.entries(ENTRIES).map(([path, name]) => [
    path,
    { types: `./extension/sdk/dist/${name}.d.ts`, default: `./extension/sdk/dist/${name}.js` },
  ]);
  expect(manifest.exports).toEqual({ ...Object.fromEntries(exports), './package.json': './package.json' });
});

test('bundlers keep entries with side effects, in the package and in this checkout', () => {
  const files = WITH_SIDE_EFFECTS.flatMap((name) => [
    `./extension/sdk/${name}.ts`,
    `./extension/sdk/dist/${name}.js`,
  ]);
  expect(manifest.sideEffects).toEqual(files.length > 0 && files);
});

test('the SDK has no runtime dependency', () => {
  expect(manifest.dependencies ?? {}).toEqual({});
});
