import { sumUsage, type UsageCounts } from '../../../shared/access/usage.ts';
import type { KeyRecord, UsageRecord } from '../../../shared/admin-api/schemas.ts';
import { api } from '../shell/api.ts';

/** A key with its usage of the last 30 days. */
export interface KeyRow {
  readonly key: KeyRecord;
  readonly month: UsageCounts | undefined;
}

/** All keys, the last used first. */
export const loadKeys = async (): Promise<readonly KeyRow[]> => {
  const [keys, usage] = await Promise.all([
    api<readonly KeyRecord[]>('GET', '/keys'),
    api<readonly UsageRecord[]>('GET', '/usage'),
  ]);
  const months = sumUsage(usage, ({ grantId }) => grantId);
  const lastUse = ({ lastUsedAt, createdAt }: KeyRecord) => lastUsedAt ?? createdAt;
  return keys
    .toSorted((one, two) => (lastUse(one) < lastUse(two) ? 1 : -1))
    .map((key) => ({ key, month: months.get(key.id) }));
};

/** The keys whose name or id contains a text. Revoked ones only if asked for. */
export const chosenKeys = (
  rows: readonly KeyRow[],
  { search, revoked }: { readonly search: string; readonly revoked: boolean },
): readonly KeyRow[] => {
  const wanted = search.trim().toLowerCase();
  return rows.filter(
    ({ key }) =>
      (revoked || key.state !== 'revoked') &&
      [key.name, key.id, key.claimedName ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  );
};
