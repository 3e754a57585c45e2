import type { Doc } from './doc-comment.ts';
import type { Declaration, DeclarationFile, Member } from './read-declarations.ts';

type Declarations = ReadonlyMap<string, Declaration>;

const block = (code: string): string => `\`\`\`ts\n${code}\n\`\`\``;

/** Addresses as code: a documentation site would make links of them. */
const unlinked = (text: string): string => text.replaceAll(/(?<!`|\]\(|<)\bhttps?:\/\/[^\s,`)>]+/g, '`$&`');

const tail = ({ default: usual, returns, example }: Doc): string[] => [
  ...(returns ? [`Returns ${returns}.`] : []),
  ...(usual ? [`Default: ${unlinked(usual.replace(/\.$/, ''))}.`] : []),
  ...(example ? [block(example)] : []),
];

const docLines = (doc: Doc | undefined): string[] => (doc ? [...doc.text.map(unlinked), ...tail(doc)] : []);

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

const member = ({ code, doc }: Member): string =>
  [`- \`${code}\``, ...docLines(doc).map(indent)].join('\n\n');

/** A list of members. An empty line separates an example at the end of one from the next. */
const memberList = (members: readonly Member[]): string =>
  members
    .map(member)
    .join('\n')
    .replaceAll(/^( +```)\n(?=- )/gm, '$1\n\n');

/** The names of a table's members. Empty for a long table: its docstring says where it is documented. */
const listed = (members: readonly Member[]): string[] =>
  members.length > 12 ? [] : [members.map(({ name }) => `\`${name}\``).join(', ')];

/** The explanation of a type alias: the keys of a table, the picked members, or its source. */
const meaning = (code: string, all: Declarations): string[] => {
  const keys = /keyof typeof (\w+)/.exec(code)?.[1];
  if (keys) return listed(all.get(keys)?.members ?? []);
  const [, from, names] = /Pick<(\w+), (.*)>/.exec(code) ?? [];
  const picked = all.get(from ?? '')?.members.filter(({ name }) => names?.includes(`'${name}'`)) ?? [];
  return picked.length > 0 ? [memberList(picked)] : [block(code.replace(/^type /, ''))];
};

const declaration = (
  name: string,
  { kind, code, doc, members }: Declaration,
  all: Declarations,
): string[] => {
  const head = [`### ${name}`, ...(doc?.text.map(unlinked) ?? [])];
  if (kind === 'type') return [...head, ...meaning(code, all)];
  if (kind === 'function') return [...head, block(code.replace(/;$/, '')), ...(doc ? tail(doc) : [])];
  const base = /extends (.*)$/.exec(code)?.[1];
  return [...head, ...(base ? [`Extends \`${base}\`.`] : []), memberList(members)];
};

interface Entry {
  /** The import specifier. */
  readonly path: string;
  readonly file: DeclarationFile;
}

/** Renders the reference: the exports of each entry, functions first. */
export const renderReference = (entries: readonly Entry[], shared: readonly DeclarationFile[]): string => {
  const parts = entries.flatMap(({ path, file }) => {
    // A declaration of the entry itself takes precedence over one with the same name elsewhere.
    const all: Declarations = new Map([...shared, file].flatMap(({ declarations }) => [...declarations]));
    const order = (name: string) => (all.get(name)?.kind === 'function' ? 0 : 1);
    const names = [...file.exports].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
    const described = names.flatMap((name) => {
      const found = all.get(name);
      if (!found) throw new Error(`"${name}" of ${path} is declared nowhere.`);
      return declaration(name, found, all);
    });
    return [`## ${path}`, ...described];
  });
  return `${['# Reference', NOTE, ...parts].join('\n\n')}\n`;
};

const NOTE =
  'Generated from the docstrings of the built SDK: run `npm run build`, then `node scripts/sdk-reference/main.ts`.';
