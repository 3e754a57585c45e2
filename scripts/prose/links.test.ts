import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linkTarget, type Page, readPage } from './links.ts';
import { ROOT, repositoryFiles } from './repository-files.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const pages: ReadonlyMap<string, Page> = new Map(
  repositoryFiles()
    .filter((path) => path.endsWith('.md'))
    .map((path) => [path, readPage(read(path))]),
);

/** Why a link leads nowhere, or undefined. */
const problem = (from: string, href: string): string | undefined => {
  const target = linkTarget(from, href);
  if (!target) return undefined;
  const { path, anchor } = target;
  if (!existsSync(join(ROOT, path))) return `there is no ${path}`;
  if (anchor === '') return undefined;
  const line = /^L(\d+)/.exec(anchor)?.[1];
  if (line) return read(path).split('\n').length < Number(line) ? `${path} is shorter` : undefined;
  return pages.get(path)?.anchors.has(anchor) ? undefined : `${path} has no heading #${anchor}`;
};

test('every link to a file of the repository, or to a heading in it, has a target', () => {
  const links = [...pages].flatMap(([path, page]) => page.links.map((link) => ({ path, ...link })));
  expect(links.length).toBeGreaterThan(20);
  const broken = links.flatMap(({ path, line, href }) => {
    const why = problem(path, href);
    return why === undefined ? [] : [`${path}:${line}: ${href}: ${why}`];
  });
  expect(broken).toEqual([]);
});

test.each([
  ['a.md', 'b.md', 'b.md', ''],
  ['docs/a.md', '#top', 'docs/a.md', 'top'],
  ['docs/a.md', '../b.md#one-two', 'b.md', 'one-two'],
  ['docs/a.md', 'users/', 'docs/users', ''],
  ['docs/a.md', 'b%20c.md', 'docs/b c.md', ''],
  ['docs/a.md', 'https://github.com/owner/ollama-turnkey/blob/main/b.md#x', 'b.md', 'x'],
  ['docs/a.md', 'https://raw.githubusercontent.com/owner/ollama-turnkey/main/docs/b.png', 'docs/b.png', ''],
])('on %s, %s leads to %s#%s', (from, href, path, anchor) => {
  expect(linkTarget(from, href)).toEqual({ path, anchor });
});

test.each([
  'https://ollama.com/',
  'https://github.com/ollama/ollama/blob/main/README.md',
  'mailto:a@b.example',
])('%s is another site', (href) => {
  expect(linkTarget('a.md', href)).toBeUndefined();
});

const PAGE = `# A \`title\`, and more

[text](one.md) ![image](two.png) [by name][three] \`[code](no.md)\`

## Same
## Same

| cell |
| --- |
| [in a table](four.md) |

<a id="five"></a><source srcset="five.png"><img src="six.png">

<details id="seven"><a href="eight.md">

\`\`\`md
[code](no.md)
\`\`\`

[three]: three.md
`;

test('a page has links, images and anchors, in Markdown and HTML', () => {
  const { anchors, links } = readPage(PAGE);
  expect([...anchors]).toEqual(['a-title-and-more', 'same', 'same-1', 'five', 'seven']);
  expect(links).toEqual([
    { href: 'one.md', line: 3 },
    { href: 'two.png', line: 3 },
    { href: 'three.md', line: 3 },
    { href: 'four.md', line: 10 },
    { href: 'five.png', line: 12 },
    { href: 'six.png', line: 12 },
    { href: 'eight.md', line: 14 },
  ]);
});
