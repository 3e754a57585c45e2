import { readFile } from 'node:fs/promises';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SDK_PACKAGE } from '../../scripts/sdk-package/write-sdk-package.ts';
import { type Packed, pack, ROOT } from './pack.ts';

/** Checks the packages as they would be published with tools that find common mistakes of packages. */
const PACKAGES = [
  {
    name: 'ollama-turnkey',
    root: ROOT,
    sdk: 'extension/sdk/dist/',
    folders:
      /^(native-host|extension\/(sdk|companion))\/dist\/|^(package\.json|README\.md|LICENSE|sbom\.cdx\.json)$/,
  },
  {
    name: 'ollama-turnkey-sdk',
    root: SDK_PACKAGE,
    sdk: '',
    folders: /^((parts|ready|types)\/)?[\w.-]+\.(js|cjs|d\.ts|d\.cts)$|^(package\.json|README\.md|LICENSE)$/,
  },
];

describe.each(PACKAGES)('$name', ({ root, sdk, folders }) => {
  let packed: Packed;

  beforeAll(async () => {
    packed = await pack(root);
  });
  afterAll(() => packed.remove());

  test('publint finds nothing', async () => {
    const { messages, pkg } = await publint({
      pack: { tarball: Uint8Array.from(await readFile(packed.tarball)).buffer },
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg as never))).toEqual([]);
  });

  test('the types are correct for every kind of import', async () => {
    const result = await checkPackage(createPackageFromTarballData(await readFile(packed.tarball)));
    expect(result.types && result.problems).toEqual([]);
  });

  test('R23: only built files are published', () => {
    expect(packed.files.filter((file) => !folders.test(file))).toEqual([]);
    expect(packed.files).toContain(`${sdk}index.d.ts`);
  });

  test('no declaration refers to a source file', async () => {
    for (const file of packed.files.filter((each) => /\.d\.c?ts$/.test(each))) {
      expect(await readFile(`${root}/${file}`, 'utf8')).not.toMatch(/from ["'][^"']*(?<!\.d)\.ts["']/);
    }
  });
});

test('the ready files are in the package of the SDK alone', async () => {
  const count = async (root: string) => {
    const { files, remove } = await pack(root);
    await remove();
    return files.filter((file) => file.includes('ready/')).length;
  };
  expect([await count(ROOT), await count(SDK_PACKAGE)]).toEqual([0, 4]);
});

test('the package of the SDK needs no other package, and has no program', async () => {
  const manifest = JSON.parse(await readFile(`${SDK_PACKAGE}/package.json`, 'utf8'));
  const own = JSON.parse(await readFile(`${ROOT}/package.json`, 'utf8'));
  expect(Object.keys(manifest).filter((key) => /dependencies|scripts|bin$/i.test(key))).toEqual([]);
  expect(manifest.version).toBe(own.version);
});
