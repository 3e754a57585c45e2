import { expect, test } from 'vitest';
import { type BundledPackage, formatNotices } from './format-notices.ts';
import type { PackageFiles } from './package-files.ts';

const files = { source: 'https://example.org', more: [] };
const notices = (bundled: Partial<BundledPackage>, more: Partial<PackageFiles> = {}) =>
  formatNotices([
    { bundled: { name: 'a', version: '1.0.0', identifier: 'MIT', ...bundled }, files: { ...files, ...more } },
  ]);

test('a notice has the version, the source, the licence and its text', () => {
  const text = notices({ text: 'Copyright (c) A\r\nPermission\n' });
  expect(text).toContain(
    '\na 1.0.0\nLicence: MIT\nSource: https://example.org\n\nCopyright (c) A\nPermission\n',
  );
});

test('a package without a licence file gives the section of its README', () => {
  expect(notices({}, { readmeLicence: 'Copyright (c) B' })).toContain('Copyright (c) B');
});

test('the licences of third-party code in a package, and its NOTICE, follow', () => {
  const more = [{ file: 'lib/LICENSE', text: 'Copyright (c) C\n' }];
  expect(notices({ text: 'Copyright (c) A' }, { more })).toMatch(
    /Copyright \(c\) A\n\nIts file lib\/LICENSE:\n\nCopyright \(c\) C\n$/,
  );
});

test('the notices are sorted by name', () => {
  const of = (name: string) => ({ bundled: { name, version: '1.0.0', identifier: 'ISC', text: 'T' }, files });
  const text = formatNotices([of('b'), of('@c/d'), of('a')]);
  expect(Array.from(text.matchAll(/^(\S+) 1\.0\.0$/gm), ([, name]) => name)).toEqual(['@c/d', 'a', 'b']);
});

test('the MPL says where the source is', () => {
  expect(notices({ identifier: 'MPL-2.0', text: 'Mozilla' })).toContain('source code form');
});

test.each([
  [
    { identifier: 'GPL-3.0-only', text: 'T' },
    'a@1.0.0 is bundled, but its licence (GPL-3.0-only) is not listed',
  ],
  [{ identifier: 'constructor', text: 'T' }, 'is not listed'],
  [{}, 'a@1.0.0 is bundled, but has no licence text'],
])('the build fails on %o', (bundled, message) => {
  expect(() => notices(bundled)).toThrow(message);
});
