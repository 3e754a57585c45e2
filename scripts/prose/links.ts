import GithubSlugger from 'github-slugger';
import markdownIt from 'markdown-it';

export interface Page {
  /** What a link may name after `#`. */
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly { readonly href: string; readonly line: number }[];
}

const parser = markdownIt({ html: true });

const HTML_LINK = /\b(?:href|src|srcset)="([^"]*)"/g;
const HTML_ANCHOR = /\b(?:id|name)="([^"]*)"/g;

const matches = (pattern: RegExp, text: string): string[] =>
  Array.from(text.matchAll(pattern), ([, value]) => value as string);

/** Reads the links, images and anchors of a Markdown page. Anchors of headings are those that GitHub makes. */
export const readPage = (markdown: string): Page => {
  const slugger = new GithubSlugger();
  const anchors = new Set<string>();
  const links: { href: string; line: number }[] = [];
  const blocks = parser.parse(markdown, {});
  let line = 1;
  for (const [at, { type, map, content, children }] of blocks.entries()) {
    // The cells of a table have no place of their own: theirs is that of the row.
    if (map) line = map[0] + 1;
    const parts = type === 'html_block' ? [{ type, content, children: null, attrGet: () => null }] : children;
    for (const part of parts ?? []) {
      const href = part.attrGet(part.type === 'image' ? 'src' : 'href');
      if (href) links.push({ href: String(href), line });
      if (!part.type.startsWith('html')) continue;
      for (const each of matches(HTML_ANCHOR, part.content)) anchors.add(each);
      for (const each of matches(HTML_LINK, part.content)) links.push({ href: each, line });
    }
    if (blocks[at - 1]?.type !== 'heading_open') continue;
    const title = (children ?? []).map((part) => (part.type.startsWith('html') ? '' : part.content)).join('');
    anchors.add(slugger.slug(title));
  }
  return { anchors, links };
};

/** A page of this repository by its address on GitHub. */
const OWN =
  /^https:\/\/(?:github\.com|raw\.githubusercontent\.com)\/[\w.-]+\/ollama-turnkey\/(?:(?:blob|tree|raw)\/)?[^/]+\//;

/**
 * The file of the repository that a link leads to, as a path from the root, and the anchor there. Undefined for the
 * address of another site.
 * @param from the path of the page that has the link
 */
export const linkTarget = (from: string, href: string): { path: string; anchor: string } | undefined => {
  const own = OWN.exec(href)?.[0];
  if (own === undefined && /^[a-z][a-z\d+.-]*:|^\/\//i.test(href)) return undefined;
  const base = new URL(own === undefined ? from : '', 'file:///');
  const url = new URL(own === undefined ? href : href.slice(own.length), base);
  return {
    path: decodeURIComponent(url.pathname).replace(/^\/|\/$/g, ''),
    anchor: decodeURIComponent(url.hash.slice(1)),
  };
};
