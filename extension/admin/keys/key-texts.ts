import { tokensOf, type UsageCounts } from '../../../shared/access/usage.ts';
import type { KeyRecord } from '../../../shared/admin-api/schemas.ts';
import { countOf } from '../shell/texts.ts';

const shown = (count: number): string => count.toLocaleString('en');

/** The limits that can be set, each with its label and its text. */
export const LIMITS = [
  { name: 'concurrent', label: 'Requests at once', text: (count: number) => `${count} at once` },
  { name: 'perMinute', label: 'Requests per minute', text: (count: number) => `${shown(count)} per minute` },
  { name: 'perDay', label: 'Requests per day', text: (count: number) => `${shown(count)} per day` },
  { name: 'perMonth', label: 'Requests per month', text: (count: number) => `${shown(count)} per month` },
  {
    name: 'tokensPerDay',
    label: 'Tokens per day',
    text: (count: number) => `${shown(count)} tokens per day`,
  },
  {
    name: 'tokensPerMonth',
    label: 'Tokens per month',
    text: (count: number) => `${shown(count)} tokens per month`,
  },
] as const satisfies readonly {
  name: keyof NonNullable<KeyRecord['limits']>;
  label: string;
  text(count: number): string;
}[];

export const limitsText = ({ limits }: Pick<KeyRecord, 'limits'>): string =>
  LIMITS.flatMap(({ name, text }) => {
    const count = limits?.[name];
    return count === undefined ? [] : [text(count)];
  }).join(', ') || 'None';

/** An admin key is not for requests, so no models matter for it. @param all what to call all models of this computer */
export const modelsText = (
  { models, scopes }: Pick<KeyRecord, 'models' | 'scopes'>,
  all = 'All local models',
): string => {
  if (scopes.includes('admin')) return '–';
  return models === null ? all : models.join(', ');
};

/** “team: research, person: ada”. */
export const labelsText = ({ labels }: Pick<KeyRecord, 'labels'>): string =>
  Object.entries(labels ?? {})
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ') || 'None';

/** Whether usage is counted by the end users that the client names. */
export const usersText = ({ trustsUserHeaders }: Pick<KeyRecord, 'trustsUserHeaders'>): string =>
  trustsUserHeaders ? 'Counted, as its client names them' : 'Not counted';

/** How a key starts; its id if its owner chose the text. */
export const prefixText = ({ prefix, id }: Pick<KeyRecord, 'prefix' | 'id'>): string =>
  prefix === null ? id : `${prefix}…`;

/** Whose key it is. An admin key is not for requests. */
export const useText = ({ scopes, caller }: Pick<KeyRecord, 'scopes' | 'caller'>): string => {
  if (scopes.includes('admin')) return 'Administration';
  if (caller === 'http') return 'HTTP clients';
  return caller === null ? 'An extension, not used yet' : `Extension ${caller}`;
};

export const monthText = (month: UsageCounts | undefined): string => {
  if (!month) return 'None';
  const tokens = tokensOf(month);
  return [countOf(month.requests, 'request'), ...(tokens > 0 ? [countOf(tokens, 'token')] : [])].join(', ');
};
