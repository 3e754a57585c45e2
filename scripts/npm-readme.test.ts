import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { absoluteLinks } from './npm-readme.ts';

const version = '1.2.3';
const repository = { url: 'git+https://github.com/owner/name.git' };
const BLOB = 'https://github.com/owner/name/blob/v1.2.3/';
const RAW = 'https://raw.githubusercontent.com/owner/name/v1.2.3/';

test.each([
  ['[a](docs/a.md)', `[a](${BLOB}docs/a.md)`],
  ['[a](docs/a.md#part)', `[a](${BLOB}docs/a.md#part)`],
  ['![a](docs/a.svg)', `![a](${RAW}docs/a.svg)`],
  [
    '<source srcset="docs/a.png"> <img src="docs/b.png">',
    `<source srcset="${RAW}docs/a.png"> <img src="${RAW}docs/b.png">`,
  ],
  ['[a](#part) [b](https://example.com/x) <a href="mailto:a@b.c">', undefined],
])('%s is absolute', (text, expected = text) => {
  expect(absoluteLinks(text, { version, repository })).toBe(expected);
});

test.each(['github:owner/name', 'https://github.com/owner/name', 'git@github.com:owner/name.git'])(
  'the repository %s is known',
  (url) => {
    expect(absoluteLinks('[a](b.md)', { version, repository: url })).toBe(`[a](${BLOB}b.md)`);
  },
);

test('a package without a repository on GitHub is not packed', () => {
  expect(() => absoluteLinks('', { version })).toThrow('npm pkg set repository.url');
  expect(() => absoluteLinks('', { version, repository: 'https://example.com/a/b' })).toThrow('GitHub');
});

test('nothing in the README of the package is relative', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const text = absoluteLinks(readme, { version, repository });
  const targets = Array.from(
    text.matchAll(/(?:\]\(|(?:src|srcset|href)=")([^)"]+)/g),
    ([, target]) => target,
  );
  expect(targets.length).toBeGreaterThan(15);
  expect(targets.filter((target) => !target?.startsWith('https://'))).toEqual([]);
});
