import { expect, test } from 'vitest';
import { type Bom, shippedBom } from './shipped-bom.ts';

const development = { name: 'cdx:npm:package:development', value: 'true' };
const component = (name: string, dev = true) => ({
  'bom-ref': `${name}@1.0.0`,
  name,
  scope: 'optional',
  properties: dev ? [development] : [],
});
const depends = (name: string, ...on: string[]) => ({
  ref: `${name}@1.0.0`,
  dependsOn: on.map((each) => `${each}@1.0.0`),
});

const ALL: Bom = {
  serialNumber: 'urn:uuid:00000000-0000-4000-8000-000000000000',
  metadata: {
    timestamp: '2026-01-01T00:00:00.000Z',
    lifecycles: [{ phase: 'pre-build' }],
    component: component('folder', false),
  },
  components: [
    component('bundled'),
    component('bundled-part'),
    component('tool'),
    component('installed', false),
    component('installed-part', false),
    component('workspace', false),
  ],
  dependencies: [
    depends('folder', 'bundled', 'tool', 'installed', 'workspace'),
    depends('bundled', 'bundled-part', 'tool'),
    depends('bundled-part'),
    depends('tool', 'bundled'),
    depends('installed', 'installed-part'),
    depends('installed-part'),
    depends('workspace'),
  ],
};
const SHIPPED = {
  name: 'published',
  bundled: new Set(['bundled@1.0.0', 'bundled-part@1.0.0']),
  installed: new Set(['installed']),
};

test('bundled and installed packages are kept, with the dependencies between them', () => {
  const bom = shippedBom(ALL, SHIPPED);
  expect(bom.components.map(({ name }) => name)).toEqual([
    'bundled',
    'bundled-part',
    'installed',
    'installed-part',
  ]);
  expect(bom.dependencies).toEqual([
    depends('folder', 'bundled', 'installed'),
    depends('bundled', 'bundled-part'),
    depends('bundled-part'),
    depends('installed', 'installed-part'),
    depends('installed-part'),
  ]);
});

test('a bundled package is marked as bundled, not as a development dependency', () => {
  const [bundled, , installed] = shippedBom(ALL, SHIPPED).components;
  expect(bundled).toMatchObject({
    scope: 'required',
    properties: [{ name: 'cdx:npm:package:bundled', value: 'true' }],
  });
  expect(installed).toEqual(component('installed', false));
});

test('times, random numbers and folder names are removed', () => {
  const { metadata, serialNumber } = shippedBom(ALL, SHIPPED);
  expect(serialNumber).toBeUndefined();
  expect(metadata).toEqual({
    lifecycles: [{ phase: 'build' }],
    component: { ...component('folder', false), name: 'published' },
  });
});

test('a bundled package that npm does not list is an error', () => {
  expect(() => shippedBom(ALL, { ...SHIPPED, bundled: new Set(['other@2.0.0']) })).toThrow('other@2.0.0');
});
