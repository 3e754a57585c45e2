import { type Command, Option } from 'commander';
import type { Grant } from '../../shared/access/grant.ts';
import { dayOf, sumUsage, type UsageRow } from '../../shared/access/usage.ts';
import type { CliContext } from './cli-context.ts';
import { readSince } from './read-options.ts';
import { table } from './table.ts';

const BY = ['day', 'model', 'grant'] as const;
type By = (typeof BY)[number];

interface UsageFlags {
  readonly by?: By;
  readonly since: string;
  readonly json?: boolean;
}

const KEY: Record<By, (row: UsageRow) => string> = {
  day: ({ day }) => day,
  model: ({ model }) => model,
  grant: ({ grantId }) => grantId,
};

/** Makes a function that adds the name of a grant to its id, if the grant still exists. */
const named = (grants: readonly Grant[]) => (id: string) => {
  const grant = grants.find((each) => each.id === id);
  return grant ? `${id} ${grant.name}` : id;
};

const seconds = (ms: number) => (ms / 1000).toFixed(1);

const COUNTS = ['requests', 'errors', 'prompt tokens', 'output tokens', 'seconds'];

/** `usage`: requests and tokens by day, permission and model. */
export const addUsageCommand = (program: Command, { store, print, now }: CliContext): void => {
  program
    .command('usage')
    .description('show requests and tokens by day, permission and model; never prompts or answers')
    .addOption(new Option('--by <column>', 'sum up by this column').choices(BY))
    .option('--since <when>', 'only since then: 7d or 2027-01-31', '30d')
    .option(
      '--json',
      'print JSON: day, grantId, model, requests, errors, promptTokens, outputTokens, ms; with --by, sums',
    )
    .action(async ({ by, since, json }: UsageFlags) => {
      const rows = await store().usage.list({ since: dayOf(readSince(since, now())) });
      const sums = by && [...sumUsage(rows, KEY[by])].toSorted(([one], [two]) => (one < two ? -1 : 1));
      if (json) {
        const name = by === 'grant' ? 'grantId' : by;
        const given = sums ? sums.map(([key, counts]) => ({ [name as string]: key, ...counts })) : rows;
        return print(JSON.stringify(given, null, 2));
      }
      const nameOf = named(await store().grants.list());
      const lines = sums
        ? sums.map(([key, counts]) => ({ names: [by === 'grant' ? nameOf(key) : key || '-'], counts }))
        : rows.map((row) => ({ names: [row.day, nameOf(row.grantId), row.model || '-'], counts: row }));
      const head = by ? [by] : ['day', 'grant', 'model'];
      const body = lines.map(({ names, counts }) => [
        ...names,
        ...[counts.requests, counts.errors, counts.promptTokens, counts.outputTokens].map(String),
        seconds(counts.ms),
      ]);
      print(table([[...head, ...COUNTS], ...body]));
    });
};
