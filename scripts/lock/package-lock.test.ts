import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import pinnedNode from '../node/package.json' with { type: 'json' };
import { fetchedPackages, readLock } from './package-lock.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const lock = await readLock();
const fetched = fetchedPackages(lock);

test('the packages of a lock file are those that npm fetches, by their name in the registry', () => {
  const packages = {
    '': { version: '1.0.0' },
    'node_modules/a/node_modules/@b/c': { version: '1.0.0' },
    'node_modules/alias': { name: 'real', version: '1.0.0' },
    'node_modules/own': { resolved: 'scripts/own', link: true },
    'scripts/own': { version: '0.0.0' },
  };
  expect(fetchedPackages({ packages }).map(({ name }) => name)).toEqual(['@b/c', 'real']);
});

test('A12: every package of the lock has a SHA-512', () => {
  const unverified = fetched.filter(({ entry }) => !/^sha512-[\w+/]{86}==$/.test(entry.integrity ?? ''));
  expect(
    unverified.map(({ folder }) => folder),
    'Run: node scripts/lock/fill-integrity.ts',
  ).toEqual([]);
  expect(fetched.length).toBeGreaterThan(100);
});

test('A12: no package of the lock file has the address of a server', () => {
  expect(fetched.filter(({ entry }) => entry.resolved !== undefined)).toEqual([]);
});

test('A12: no package of the lock may run an install script', () => {
  expect(read('.npmrc').split('\n')).toContain('strict-allow-scripts=true');
  const { allowScripts } = JSON.parse(read('package.json')) as { allowScripts: Record<string, boolean> };
  const withScript = fetched.filter(({ entry }) => entry.hasInstallScript).map(({ name }) => name);
  expect(allowScripts).toEqual(Object.fromEntries(withScript.map((name) => [name, false])));
});

const NODES = Object.entries(pinnedNode.optionalDependencies).map(([name, version]) => ({
  name,
  version,
  entry: lock.packages[`node_modules/${name}`],
}));

test.each(NODES)(
  'A12: $name, the Node of the scripts, is in the lock with its SHA-512',
  ({ version, entry }) => {
    expect(entry).toMatchObject({
      version,
      integrity: expect.stringMatching(/^sha512-/),
      os: expect.any(String),
      cpu: expect.any(String),
      bin: { node: expect.any(String) },
    });
  },
);

const own = NODES.find(({ entry }) => entry?.os === process.platform && entry.cpu === process.arch);

test.skipIf(!own)(
  `A12: the Node of the scripts is the one in the lock${own ? '' : ' (skipped: no package for this platform)'}`,
  () => {
    const program = fileURLToPath(new URL(`node_modules/${own?.name}/${own?.entry?.bin?.['node']}`, ROOT));
    const link = new URL(`node_modules/.bin/${basename(program)}`, ROOT);
    expect(statSync(link).ino).toBe(statSync(program).ino);
    const version = execFileSync(program, ['--version'], { encoding: 'utf8' });
    expect(version.trim()).toBe(`v${own?.version}`);
  },
);
