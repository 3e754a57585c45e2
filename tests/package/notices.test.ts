import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENTRIES } from '../../extension/sdk/entries.ts';
import { TARGETS } from '../../extension/targets.ts';
import { fetchedPackages, readLock } from '../../scripts/lock/package-lock.ts';
import { NOTICES } from '../../scripts/notices/third-party-notices.ts';
import { importedPackages } from './imported-packages.ts';
import { type Packed, pack, ROOT } from './pack.ts';

/** Every package that is bundled in a build folder has its notice there, and the notices are published. */
const sources = (folder: string, pattern: string): string[] =>
  globSync(pattern, { cwd: join(ROOT, folder), exclude: ['dist/**'] })
    .filter((file) => !/\.(test|config)\.ts$/.test(file))
    .map((file) => join(ROOT, folder, file));

const BUILT = [
  {
    dist: 'native-host/dist',
    entries: ['main.ts', 'cli/run-cli.ts', 'relay/http-client.ts'].map((file) =>
      join(ROOT, 'native-host', file),
    ),
  },
  ...TARGETS.flatMap((target) => [
    {
      dist: `extension/companion/dist/${target}`,
      entries: sources('extension/companion', '{background,pages}/**/*.ts'),
    },
    { dist: `extension/example/dist/${target}`, entries: sources('extension/example', '**/*.ts') },
  ]),
];
const lock = await readLock();
const noticesIn = (dist: string): string => readFileSync(join(ROOT, dist, NOTICES), 'utf8');

/** The notices, by package. */
const readNotices = (dist: string): Map<string, string> =>
  new Map(
    noticesIn(dist)
      .split(/^-{80}$/m)
      .slice(1)
      .map((text) => [text.trim().replace(/\n.*/s, ''), text]),
  );

const lockedAs = (name: string): string => `${name} ${lock.packages[`node_modules/${name}`]?.version}`;

test.each(BUILT)('A19: $dist has a notice for each package imported in it', ({ dist, entries }) => {
  const imported = importedPackages(entries);
  expect(imported).not.toEqual([]);
  expect([...readNotices(dist).keys()]).toEqual(expect.arrayContaining(imported.map(lockedAs)));
});

test.each(BUILT)('A19: each notice of $dist has the source, the licence and its full text', ({ dist }) => {
  for (const [name, text] of readNotices(dist)) {
    expect(text, name).toMatch(/^Licence: \S+\nSource: https:\/\/\S+\n/m);
    expect(text, name).toMatch(
      /Permission (is hereby granted|to use)|Redistribution and use|Apache License|Mozilla Public/,
    );
  }
});

test('A19: the notices of the host name only locked packages and their dependencies', () => {
  const locked = new Set(fetchedPackages(lock).map(({ name, entry }) => `${name} ${entry.version}`));
  const names = [...readNotices('native-host/dist').keys()];
  expect(names.filter((name) => !locked.has(name))).toEqual([]);
  expect(names).toContain(lockedAs('pg-protocol'));
});

test('A19: the SDK bundles no package', () => {
  const entries = Object.values(ENTRIES).map((name) => join(ROOT, 'extension/sdk', `${name}.ts`));
  expect(importedPackages(entries)).toEqual([]);
  expect(existsSync(join(ROOT, 'extension/sdk/dist', NOTICES))).toBe(false);
});

let packed: Packed;
beforeAll(async () => {
  packed = await pack();
});
afterAll(() => packed.remove());

test('A19: the notices are in the published package', () => {
  expect(packed.files.filter((file) => basename(file) === NOTICES).toSorted()).toEqual([
    ...TARGETS.map((target) => `extension/companion/dist/${target}/${NOTICES}`),
    `native-host/dist/${NOTICES}`,
  ]);
});
