import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { OPEN_API_FILE, openApiText } from './admin-api/open-api.ts';
import { adminRoutes } from './doc-tables/admin-table.ts';
import { bench, benchExecutable, benchServe } from './doc-tables/bench-tables.ts';
import { causes } from './doc-tables/cause-tables.ts';
import { commandOptions, commands } from './doc-tables/command-tables.ts';
import { configOptions, configSections } from './doc-tables/config-tables.ts';
import { metrics } from './doc-tables/metric-tables.ts';
import { errors, operations, scopes, userErrors } from './doc-tables/policy-tables.ts';
import { calls, clientMessages, limits } from './doc-tables/protocol-tables.ts';
import { DASHBOARD_FILE, dashboardText } from './grafana/dashboard.ts';

type Tables = Readonly<Record<string, () => string>>;

/** The pages with tables that are generated from the code, and the tables of each. */
export const PAGES: Readonly<Record<string, Tables>> = {
  'docs/users/command-line.md': { commands, commandOptions },
  'docs/operators/configuration.md': { configOptions, configSections },
  'docs/operators/running-serve.md': { metrics },
  'docs/users/troubleshooting.md': { userErrors },
  'docs/developers/error-codes.md': { errors },
  'docs/developers/scopes-and-routes.md': { scopes, operations },
  'docs/operators/admin.md': { adminRoutes },
  'docs/internals/causes.md': { causes },
  'docs/internals/benchmarks.md': { bench, benchExecutable, benchServe },
  'docs/internals/protocol.md': { clientMessages, calls, limits },
};

/** The file of a page. */
export const pageFile = (page: string): string => fileURLToPath(new URL(`../${page}`, import.meta.url));

/** Fills each `<!-- table:name -->` section of a text. Throws if a section is missing or unknown. */
export const fillTables = (text: string, tables: Tables): string => {
  const seen = new Set<string>();
  const filled = text.replace(/(<!-- table:(\w+) -->\n).*?(<!-- \/table -->)/gs, (_, open, name, close) => {
    const table = tables[name];
    if (!table) throw new Error(`There is no table "${name}".`);
    seen.add(name);
    return `${open}\n${table()}\n\n${close}`;
  });
  const missing = Object.keys(tables).filter((name) => !seen.has(name));
  if (missing.length > 0) throw new Error(`The page has no section for: ${missing.join(', ')}.`);
  return filled;
};

/** Fills the tables of every page. With `--check` it writes nothing, and fails if a page is out of date. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes('--check');
  for (const [page, tables] of Object.entries(PAGES)) {
    const before = await readFile(pageFile(page), 'utf8');
    const after = fillTables(before, tables);
    if (before === after) continue;
    if (check) {
      console.error(`The tables of ${page} are out of date. Run: node scripts/doc-tables.ts`);
      process.exitCode = 1;
    } else await writeFile(pageFile(page), after);
  }
  if (!check) {
    await writeFile(OPEN_API_FILE, openApiText());
    await writeFile(DASHBOARD_FILE, dashboardText());
  }
}
