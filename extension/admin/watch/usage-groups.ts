import { sumUsage, type UsageCounts } from '../../../shared/access/usage.ts';
import type { AccountRecord, KeyRecord, UsageRecord } from '../../../shared/admin-api/schemas.ts';
import { toCsv } from '../../ui/usage/csv.ts';

/** What usage is summed up by: the model, the key, the end user, or a label of keys, as in `label:team`. */
export type GroupBy = 'model' | 'key' | 'account' | `label:${string}`;

/** What is summed up. */
export interface Grouped {
  readonly usage: readonly UsageRecord[];
  readonly accounts: readonly AccountRecord[];
  readonly keys: readonly Pick<KeyRecord, 'id' | 'labels'>[];
}

/** One row. `key` is the name of the key of an end user. */
export interface GroupRow extends UsageCounts {
  readonly name: string;
  readonly key?: string;
}

const FIXED: readonly (readonly [GroupBy, string])[] = [
  ['model', 'Model'],
  ['key', 'Key'],
  ['account', 'End user'],
];

const labelOf = (by: GroupBy): string | undefined => (by.startsWith('label:') ? by.slice(6) : undefined);

/** The groups to choose from, each with its title: those that exist always, and the labels that keys have. */
export const groupsOf = (keys: Grouped['keys']): readonly (readonly [GroupBy, string])[] => {
  const labels = new Set(keys.flatMap(({ labels }) => Object.keys(labels ?? {})));
  return [
    ...FIXED,
    ...[...labels].sort().map((name) => [`label:${name}` as const, `Label ${name}`] as const),
  ];
};

/** The word for an empty name. */
const UNNAMED: Readonly<Record<string, string>> = { model: 'Unknown', key: 'Unknown', account: 'Unknown' };

/** The sums by group, those with the most requests first. */
export const sumGroups = (by: GroupBy, { usage, accounts, keys }: Grouped): readonly GroupRow[] => {
  const most = (one: UsageCounts, other: UsageCounts) => other.requests - one.requests;
  if (by === 'account') {
    return accounts
      .map(({ account, name, grantId, ...counts }) => ({ ...counts, name: account, key: name ?? grantId }))
      .toSorted(most);
  }
  const label = labelOf(by);
  const labels = new Map(keys.map(({ id, labels }) => [id, labels?.[label ?? ''] ?? '']));
  const names = new Map(usage.map(({ grantId, name }) => [grantId, name ?? grantId]));
  const groupOf = ({ grantId, model }: UsageRecord): string => {
    if (label !== undefined) return labels.get(grantId) ?? '';
    return by === 'model' ? model : grantId;
  };
  return [...sumUsage(usage, groupOf)]
    .map(([group, counts]) => ({
      ...counts,
      name: (by === 'key' ? names.get(group) : group) || (UNNAMED[by] ?? 'No label'),
      ...(by === 'key' && { key: group }),
    }))
    .toSorted(most);
};

const COUNTS = ['requests', 'errors', 'promptTokens', 'outputTokens', 'estimated', 'ms'] as const;

/** The columns before the counts, as `ollama-turnkey usage --json` names them, if they are not the label's name alone. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  model: ['model'],
  key: ['name', 'grantId'],
  account: ['account', 'name'],
};

/** The rows as CSV. */
export const groupsCsv = (by: GroupBy, rows: readonly GroupRow[]): string => {
  const names = NAMES[by] ?? [labelOf(by) ?? ''];
  return toCsv([
    [...names, ...COUNTS],
    ...rows.map(({ name, key = '', ms, ...counts }) => {
      const counted = { ...counts, estimated: counts.estimated ?? 0, ms: Math.round(ms) };
      return [...[name, key].slice(0, names.length), ...COUNTS.map((column) => counted[column])];
    }),
  ]);
};
