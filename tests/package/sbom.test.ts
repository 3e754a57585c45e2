import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchedPackages, readLock } from '../../scripts/lock/package-lock.ts';
import { NOTICES } from '../../scripts/notices/third-party-notices.ts';
import type { Bom, Component } from '../../scripts/sbom/shipped-bom.ts';
import { SBOM, writeSbom } from '../../scripts/sbom/write-sbom.ts';
import { type Packed, pack, ROOT } from './pack.ts';

/** The bill of materials lists exactly the packages that a user gets. */
interface Document extends Bom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly components: readonly (Component & {
    readonly version: string;
    readonly purl: string;
    readonly hashes: readonly { readonly alg: string; readonly content: string }[];
    readonly licenses: readonly unknown[];
  })[];
}

let packed: Packed;
let text: string;
let bom: Document;

beforeAll(async () => {
  packed = await pack();
  text = await readFile(SBOM, 'utf8');
  bom = JSON.parse(text) as Document;
});
afterAll(() => packed.remove());

const isBundled = ({ properties = [] }: Component) =>
  properties.some(({ name, value }) => name === 'cdx:npm:package:bundled' && value === 'true');

test('A20: the package has a bill of materials in CycloneDX', () => {
  expect(packed.files).toContain(basename(SBOM));
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 });
  expect(bom.metadata.component).toMatchObject({ name: 'ollama-turnkey', type: 'library' });
});

test('A20: it lists each package that has a notice, as bundled', async () => {
  const files = packed.files.filter((file) => basename(file) === NOTICES);
  const notices = await Promise.all(files.map((file) => readFile(join(ROOT, file), 'utf8')));
  const named = notices.flatMap((notice) =>
    Array.from(notice.matchAll(/^-{80}\n\n(\S+) (\S+)$/gm), ([, name, version]) => `${name}@${version}`),
  );
  const bundled = bom.components.filter(isBundled).map((each) => each['bom-ref']);
  expect(bundled.toSorted()).toEqual([...new Set(named)].toSorted());
});

test('A20: it also lists the packages that npm installs with it, and no development tools', () => {
  const others = bom.components.filter((each) => !isBundled(each)).map(({ name }) => name);
  expect(others).toContain('@napi-rs/keyring');
  expect(others.filter((name) => !name.startsWith('@napi-rs/keyring'))).toEqual([]);
  expect(text).not.toContain('cdx:npm:package:development');
});

test('A20: each component has its version, licence, package URL and the SHA-512 of the lock', async () => {
  const locked = new Map(
    fetchedPackages(await readLock()).map(({ name, entry }) => [`${name}@${entry.version}`, entry.integrity]),
  );
  for (const { hashes, licenses, name, purl, version, ...each } of bom.components) {
    const [hash] = hashes;
    const integrity = `sha512-${Buffer.from(hash?.content ?? '', 'hex').toString('base64')}`;
    expect([each['bom-ref'], hash?.alg, integrity]).toEqual([
      `${name}@${version}`,
      'SHA-512',
      locked.get(`${name}@${version}`),
    ]);
    expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
    expect(licenses).not.toEqual([]);
  }
});

test('A20: every reference in it names a component', () => {
  const own = bom.metadata.component['bom-ref'];
  const refs = [own, ...bom.components.map((each) => each['bom-ref'])];
  expect(new Set(refs).size).toBe(refs.length);
  expect(bom.dependencies.map(({ ref }) => ref).toSorted()).toEqual(refs.toSorted());
  const used = bom.dependencies.flatMap(({ dependsOn = [] }) => dependsOn);
  expect(used.filter((ref) => !refs.includes(ref))).toEqual([]);
});

test('A20: it has no address of a server and no path of this machine', () => {
  const addresses = text.match(/\w+:\/\/[^\s"]+/g) ?? [];
  expect(addresses).toEqual(['http://cyclonedx.org/schema/bom-1.5.schema.json']);
  for (const place of [tmpdir(), ROOT, 'node_modules']) expect(text).not.toContain(place);
});

test('A20: the same sources give the same bill of materials', async () => {
  await writeSbom(new Set(bom.components.filter(isBundled).map((each) => each['bom-ref'])));
  expect(await readFile(SBOM, 'utf8')).toBe(text);
});
