import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DEFAULT_SCOPES, SCOPE_NAMES, SCOPES } from '../shared/access/scopes.ts';
import { ERRORS, type ErrorCode } from '../shared/errors/codes.ts';
import { type Extra, OPERATIONS, type Operation } from '../shared/operations/operations.ts';
import measured from './bench/measured.json' with { type: 'json' };
import { tableCells } from './bench/report/format-table.ts';
import type { Row as BenchRow } from './bench/report/row.ts';
import { serveCells } from './bench-serve/format-rows.ts';
import measuredServe from './bench-serve/measured.json' with { type: 'json' };

/** Fills the tables of the README from the tables of the code. With `--check` it writes nothing. */
export const README = fileURLToPath(new URL('../README.md', import.meta.url));

type Row = readonly string[];

const cell = (text: string): string => text.replaceAll('|', '\\|');

const markdown = (head: Row, rows: readonly Row[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const code = (text: string): string => `\`${text}\``;

const scopes = (): string =>
  markdown(
    ['Scope', 'What it allows', 'Given unless the extension asks otherwise'],
    SCOPE_NAMES.map((name) => [code(name), SCOPES[name], DEFAULT_SCOPES.includes(name) ? 'yes' : 'no']),
  );

const WHEN: Record<Extra['when'], (field: string) => string> = {
  text: (field) => `with ${code(field)}`,
  'web-search': (field) => `for a web search in ${code(field)}`,
};

const needed = ({ scope, extra = [] }: Operation): string => {
  if (scope === 'never') return 'never relayed';
  const more = extra.map(({ field, scope: besides, when }) => `${code(besides)} ${WHEN[when](field)}`);
  return [code(scope), ...more].join(', ');
};

const versions = ({ since, removed }: Operation): string => {
  if (since !== undefined) return ` (Ollama ${since} or newer)`;
  return removed === undefined ? '' : ` (before Ollama ${removed})`;
};

const operations = (): string =>
  markdown(
    ['Route', 'Scope', 'Where it names models'],
    OPERATIONS.map((operation) => [
      code(`${operation.methods.join(', ')} ${operation.path}`) + versions(operation),
      needed(operation),
      operation.models.map(code).join(', '),
    ]),
  );

/** How an extension meets an error of each kind; a denial by its status. */
const MEETS = { transport: 'the call rejects', denied: 'HTTP', ollama: 'Ollama’s own answer' } as const;

const errors = (): string =>
  markdown(
    ['Code', 'How it shows', 'What helps'],
    (Object.keys(ERRORS) as ErrorCode[]).map((name) => {
      const { kind, help, ...rest } = ERRORS[name];
      const shows = 'status' in rest ? `${MEETS[kind]} ${rest.status}` : MEETS[kind];
      return [code(name), shows, help];
    }),
  );

const cells = ([head = [], ...rows]: readonly Row[]): string => markdown(head, rows);

const rowsOf = ({ rows }: { readonly rows: unknown }) => rows as readonly BenchRow[];

/** The runs that the README shows: each bench makes its own anew, with `--json` and the path of the file here. */
const bench = (): string => cells(tableCells(rowsOf(measured)));
const benchServe = (): string => cells(serveCells(rowsOf(measuredServe)));

const TABLES: Readonly<Record<string, () => string>> = { scopes, operations, errors, bench, benchServe };

/** The text with each `<!-- table:name -->` section made anew. Throws where a section is missing or unknown. */
export const fillTables = (text: string): string => {
  const seen = new Set<string>();
  const filled = text.replace(/(<!-- table:(\w+) -->\n).*?(<!-- \/table -->)/gs, (_, open, name, close) => {
    const table = TABLES[name];
    if (!table) throw new Error(`There is no table "${name}".`);
    seen.add(name);
    return `${open}\n${table()}\n\n${close}`;
  });
  const missing = Object.keys(TABLES).filter((name) => !seen.has(name));
  if (missing.length > 0) throw new Error(`The README has no section for: ${missing.join(', ')}.`);
  return filled;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const before = await readFile(README, 'utf8');
  const after = fillTables(before);
  if (before !== after && process.argv.includes('--check')) {
    console.error('The tables of README.md are out of date. Run: node scripts/doc-tables.ts');
    process.exitCode = 1;
  } else if (before !== after) {
    await writeFile(README, after);
  }
}
