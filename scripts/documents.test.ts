import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { en as companionTexts } from '../extension/companion/pages/shared/texts/en.ts';
import { en as uiTexts } from '../extension/ui/texts/en.ts';
import { isErrorCode } from '../shared/errors/codes.ts';
import { VERSION } from '../shared/version.ts';
import { linkTarget, readPage } from './prose/links.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const slashes = (path: string) => path.split(sep).join('/');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8').replaceAll('\r\n', '\n');

const DOCS = globSync('docs/**/*.md', { cwd: ROOT }).map(slashes).sort();
const ALL = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...DOCS];

const withoutCode = (text: string) => text.replaceAll(/^ *```.*?^ *```$/gms, '');

/** The headings of a page, by level and text. */
const headings = (page: string) =>
  Array.from(withoutCode(read(page)).matchAll(/^(#+) (.+)$/gm), ([, level = '', text = '']) => ({
    level: level.length,
    text,
  }));

/** Where the links and pictures of a page lead, except for those to other sites. */
const targetsOf = (page: string) =>
  readPage(read(page)).links.flatMap(({ href }) => linkTarget(page, href) ?? []);

describe.each(ALL)('%s', (page) => {
  test('has one h1, in its first line', () => {
    expect(headings(page).filter(({ level }) => level === 1)).toHaveLength(1);
    expect(read(page)).toMatch(/^# \S/);
  });

  test('names the package by its version', () => {
    const versions = Array.from(
      read(page).matchAll(/ollama-turnkey-(\d[\d.]*)\.tgz/g),
      ([, version]) => version,
    );
    expect(versions.filter((version) => version !== VERSION)).toEqual([]);
  });

  test('names files that exist', () => {
    const paths = /`((?:shared|native-host|extension|scripts|tests|manifests|docs|\.github)\/[\w./-]+)`/g;
    const named = Array.from(withoutCode(read(page)).matchAll(paths), ([, path = '']) => path);
    const built = /(^|\/)dist(\/|$)/;
    // The changelog names where things were.
    const gone = page === 'CHANGELOG.md' ? ['extension/sdk/docs/'] : [];
    expect(
      named.filter((path) => !built.test(path) && !gone.includes(path) && !existsSync(join(ROOT, path))),
    ).toEqual([]);
  });
});

describe('a documentation site', () => {
  test.each(DOCS)('%s links to pages and pictures below docs/ only', (page) => {
    const files = targetsOf(page).map(({ path }) => path);
    expect(files.filter((file) => !/^docs\/.*\.(md|png|svg)$/.test(file))).toEqual([]);
  });

  // Generators differ in what they make of digits and signs at the start of a heading.
  test.each(DOCS)('%s links to headings that begin with a letter', (page) => {
    const anchors = targetsOf(page).flatMap(({ anchor }) => anchor || []);
    expect(anchors.filter((anchor) => !/^[a-z][a-z-]*$/.test(anchor))).toEqual([]);
  });

  test.each(DOCS)('%s has addresses as code, which would become links', (page) => {
    const text = withoutCode(read(page)).replaceAll(/`[^`\n]*`/g, '');
    expect(text.match(/(?<!\]\(|[<"])https?:\/\/\S+/g) ?? []).toEqual([]);
  });

  const folders = [...new Set(DOCS.map((page) => dirname(page)))];
  test.each(folders)('%s has an index page with links to all of its pages', (folder) => {
    const index = `${folder}/index.md`;
    const linked = targetsOf(index).map(({ path }) => path);
    const pages = DOCS.filter((page) => dirname(page) === folder && page !== index);
    expect(pages.filter((page) => !linked.includes(page))).toEqual([]);
  });
});

describe('the README', () => {
  const text = read('README.md');

  test('has at most 8 kB', () => {
    expect(statSync(join(ROOT, 'README.md')).size).toBeLessThanOrEqual(8_000);
  });

  test('has three quick starts of at most ten lines', () => {
    const [, starts = ''] = /^## Quick starts\n(.*?)^## /ms.exec(text) ?? [];
    const each = starts.split(/^### .*$/m).slice(1);
    expect(each).toHaveLength(3);
    for (const start of each) {
      expect(start.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(10);
    }
  });

  test('has the two commands for the demo and the tests, each in a line of its own', () => {
    expect(text.match(/^npm ci && npm (run demo|test)$/gm)).toHaveLength(2);
  });
});

describe('pages for users', () => {
  const pages = DOCS.filter((page) => page.startsWith('docs/users/'));

  const textsIn = (table: object): string[] =>
    Object.values(table).flatMap((text) => (typeof text === 'string' ? [text] : textsIn(text)));
  const BUTTONS = new Set([
    ...[companionTexts, uiTexts].flatMap(textsIn),
    // Of the browsers.
    ...['Developer mode', 'Load unpacked', 'Load Temporary Add-on…'],
  ]);

  test.each(pages)('%s names buttons as the pages of the companion do', (page) => {
    const named = Array.from(
      withoutCode(read(page)).matchAll(/(?<![*\w])\*([^*\n]+)\*(?![*\w])/g),
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !BUTTONS.has(name))).toEqual([]);
  });

  test.each(pages)('%s names codes that exist', (page) => {
    const named = Array.from(read(page).matchAll(/`([a-z]+(?:_[a-z]+)+)`/g), ([, name = '']) => name);
    expect(named.filter((name) => !isErrorCode(name))).toEqual([]);
  });
});

test('the page on the protocol has every message of the host', () => {
  const source = read('shared/protocol/messages.ts');
  const [, union = ''] = /export type HostMessage =(.*?);\n\n/s.exec(source) ?? [];
  const types = Array.from(union.matchAll(/readonly type: '(\w+)'/g), ([, type = '']) => type);
  expect(types.length).toBeGreaterThan(10);
  const [, section = ''] =
    /^## Messages of the host\n(.*?)^## /ms.exec(read('docs/internals/protocol.md')) ?? [];
  expect(types.filter((type) => !new RegExp(`^\\| .*\`${type}\``, 'm').test(section))).toEqual([]);
});
