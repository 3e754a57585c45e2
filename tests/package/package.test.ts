import { readFile } from 'node:fs/promises';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Packed, pack, ROOT } from './pack.ts';

/** Checks the package as it would be published with tools that find common mistakes of packages. */
let packed: Packed;

beforeAll(async () => {
  packed = await pack();
});
afterAll(() => packed.remove());

test('publint finds nothing', async () => {
  const { messages, pkg } = await publint({
    pack: { tarball: Uint8Array.from(await readFile(packed.tarball)).buffer },
    strict: true,
  });
  expect(messages.map((message) => formatMessage(message, pkg as never))).toEqual([]);
});

/** The package only has ES modules: `require` and the resolution of Node 10 are not supported. */
const NOT_SERVED = new Set(['node10', 'node16-cjs']);

test('the types are correct for every supported kind of import', async () => {
  const result = await checkPackage(createPackageFromTarballData(await readFile(packed.tarball)));
  expect(result.types).toBeTruthy();
  const problems: readonly { kind: string; resolutionKind?: string }[] = result.types ? result.problems : [];
  expect(problems.filter(({ resolutionKind = '' }) => !NOT_SERVED.has(resolutionKind))).toEqual([]);
});

test('only built files are published', () => {
  const rooms =
    /^(native-host|extension\/(sdk|companion))\/dist\/|^(package\.json|README\.md|LICENSE|sbom\.cdx\.json)$/;
  expect(packed.files.filter((file) => !rooms.test(file))).toEqual([]);
  expect(packed.files).toContain('extension/sdk/dist/index.d.ts');
});

test('no declaration refers to a source file', async () => {
  for (const file of packed.files.filter((each) => each.endsWith('.d.ts'))) {
    expect(await readFile(`${ROOT}/${file}`, 'utf8')).not.toMatch(/from ["'][^"']*(?<!\.d)\.ts["']/);
  }
});
