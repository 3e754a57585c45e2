import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = 'docs/internals/architecture.md';
const page = readFileSync(join(ROOT, PAGE), 'utf8');

/** Reads one table of the page: the layer of each module. */
const layersOf = (folder: string): ReadonlyMap<string, number> => {
  const table =
    new RegExp(`<!-- table:layers ${folder} -->([\\s\\S]*?)<!-- /table -->`).exec(page)?.[1] ?? '';
  const rows = table.matchAll(/^\| (\d+) \| `([\w.-]+)\/?` \|/gm);
  return new Map(Array.from(rows, ([, layer, module]) => [module as string, Number(layer)]));
};

/** The module of a file: a folder or file in `folder`, or another folder at the root. */
const moduleOf = (folder: string, file: string): string => {
  const [top = '', next = ''] = file.split('/');
  return top === folder ? next : top;
};

const IMPORT = /(?:\bfrom|^import|\bimport\()\s*'(\.{1,2}\/[^']+)'/gm;

/** The result of another build, which is included as text. */
const BUILT = /\/dist\/.*\?raw$/;

/** The files that a file imports, type imports included. */
const importsOf = (file: string): string[] =>
  Array.from(readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT), ([, path]) =>
    normalize(join(dirname(file), path as string))
      .split(sep)
      .join('/'),
  );

/** Files that do not belong to a module: tests, their helpers, and build scripts. */
const OUTSIDE =
  /\.test\.ts$|\/testing\/|\/dist\/|\/build(-[\w]+)?\.ts$|manifest\.config\.ts$|^extension\/targets\.ts$/;

describe.each(['native-host', 'extension'])('%s', (folder) => {
  const layers = layersOf(folder);
  const files = globSync(`${folder}/**/*.ts`, { cwd: ROOT })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => !OUTSIDE.test(file));

  test(`each module has one layer in ${PAGE}`, () => {
    const modules = [...new Set(files.map((file) => moduleOf(folder, file)))];
    expect(modules.filter((module) => !layers.has(module))).toEqual([]);
    expect([...layers.keys()].filter((module) => !existsSync(join(ROOT, folder, module)))).toEqual(
      [...layers.keys()].filter((module) => layers.get(module) === 0),
    );
  });

  test('a module imports from lower layers only', () => {
    const layer = (file: string) => layers.get(moduleOf(folder, file)) ?? Number.POSITIVE_INFINITY;
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((other) => !BUILT.test(other))
        .filter((other) => moduleOf(folder, other) !== moduleOf(folder, file) && layer(other) >= layer(file))
        .map((other) => `${file} -> ${other}`),
    );
    expect(wrong).toEqual([]);
  });
});

test(`every file that ${PAGE} names exists`, () => {
  const named = Array.from(page.matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.ts)`/g), ([, path]) => path as string);
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
