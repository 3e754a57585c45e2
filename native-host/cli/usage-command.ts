import { type Command, Option } from 'commander';
import type { Grant } from '../../shared/access/grant.ts';
import { dayOf, sumUsage, type UsageCounts } from '../../shared/access/usage.ts';
import type { CliContext } from './cli-context.ts';
import { readSince } from './read-options.ts';
import { table } from './table.ts';

const BY = ['day', 'model', 'grant', 'account'] as const;
type By = (typeof BY)[number];

interface UsageFlags {
  readonly by?: By;
  readonly byLabel?: string;
  readonly since: string;
  readonly json?: boolean;
}

/** A row of usage, by model or by end user. */
interface Row extends UsageCounts {
  readonly day: string;
  readonly grantId: string;
  readonly model?: string;
  readonly account?: string;
}

const KEY: Record<By, (row: Row) => string> = {
  day: ({ day }) => day,
  model: ({ model = '' }) => model,
  grant: ({ grantId }) => grantId,
  account: ({ account = '' }) => account,
};

/** What usage is summed up by, and the name of that in JSON. */
interface Sums {
  readonly name: string;
  key(row: Row): string;
}

const sumsOf = ({ by, byLabel }: UsageFlags, grants: readonly Grant[]): Sums | undefined => {
  if (byLabel !== undefined) {
    const values = new Map(grants.map(({ id, labels }) => [id, labels?.[byLabel] ?? '']));
    return { name: byLabel, key: ({ grantId }) => values.get(grantId) ?? '' };
  }
  return by && { name: by === 'grant' ? 'grantId' : by, key: KEY[by] };
};

/** Makes a function that adds the name of a grant to its id, if the grant still exists. */
const named = (grants: readonly Grant[]) => (id: string) => {
  const grant = grants.find((each) => each.id === id);
  return grant ? `${id} ${grant.name}` : id;
};

const COUNTS = ['requests', 'errors', 'prompt tokens', 'output tokens', 'estimated', 'seconds'];

const cells = ({
  requests,
  errors,
  promptTokens,
  outputTokens,
  estimated = 0,
  ms,
}: UsageCounts): string[] => [
  ...[requests, errors, promptTokens, outputTokens, estimated].map(String),
  (ms / 1000).toFixed(1),
];

const showUsage = async (flags: UsageFlags, { store, print, now }: CliContext): Promise<void> => {
  const since = dayOf(readSince(flags.since, now()));
  const { usage, accounts, grants } = store();
  const all = await grants.list();
  const rows: readonly Row[] =
    flags.by === 'account' ? await accounts.list({ since }) : await usage.list({ since });
  const by = sumsOf(flags, all);
  const sums = by && [...sumUsage(rows, by.key)].toSorted(([one], [two]) => (one < two ? -1 : 1));
  if (flags.json) {
    const given = sums ? sums.map(([key, counts]) => ({ [by.name]: key, ...counts })) : rows;
    return print(JSON.stringify(given, null, 2));
  }
  const nameOf = named(all);
  const lines = sums
    ? sums.map(([key, counts]) => [flags.by === 'grant' ? nameOf(key) : key || '-', ...cells(counts)])
    : rows.map((row) => [row.day, nameOf(row.grantId), row.model || '-', ...cells(row)]);
  const head = by ? [flags.byLabel ?? flags.by ?? ''] : ['day', 'grant', 'model'];
  print(table([[...head, ...COUNTS], ...lines]));
};

/** `usage`: requests and tokens by day, permission, model, label and end user. */
export const addUsageCommand = (program: Command, context: CliContext): void => {
  program
    .command('usage')
    .description('show requests and tokens by day, permission and model; never prompts or answers')
    .addOption(new Option('--by <column>', 'sum up by this column').choices(BY))
    .addOption(new Option('--by-label <name>', 'sum up by this label of keys, such as team').conflicts('by'))
    .option('--since <when>', 'only since then: 7d or 2027-01-31', '30d')
    .option(
      '--json',
      'print JSON: day, grantId, model, requests, errors, promptTokens, outputTokens, estimated, ms; with --by, sums',
    )
    .action((flags: UsageFlags) => showUsage(flags, context));
};
