import { readFile } from 'node:fs/promises';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Packed, pack, ROOT } from './pack.ts';

/** The package as it would be published, looked at by the tools that know what goes wrong with packages. */
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

/** The package is of modules only: who requires it, or resolves as Node 10 did, is not served. */
const NOT_SERVED = new Set(['node10', 'node16-cjs']);

test('the types are right for everyone who imports it', async () => {
  const result = await checkPackage(createPackageFromTarballData(await readFile(packed.tarball)));
  expect(result.types).toBeTruthy();
  const problems: readonly { kind: string; resolutionKind?: string }[] = result.types ? result.problems : [];
  expect(problems.filter(({ resolutionKind = '' }) => !NOT_SERVED.has(resolutionKind))).toEqual([]);
});

test('what is published is built, and nothing else', () => {
  const rooms =
    /^(native-host|extension\/(sdk|companion))\/dist\/|^(package\.json|README\.md|LICENSE|sbom\.cdx\.json)$/;
  expect(packed.files.filter((file) => !rooms.test(file))).toEqual([]);
  expect(packed.files).toContain('extension/sdk/dist/index.d.ts');
});

test('no declaration points at a source', async () => {
  for (const file of packed.files.filter((each) => each.endsWith('.d.ts'))) {
    expect(await readFile(`${ROOT}/${file}`, 'utf8')).not.toMatch(/from ["'][^"']*(?<!\.d)\.ts["']/);
  }
});
