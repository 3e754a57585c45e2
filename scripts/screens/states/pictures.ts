import type { PageState } from '../page-state.ts';
import { RECENT, WEEK } from './activity.ts';
import { callerOf, GRANTS, grantOf, pairedHost, usageOf } from './paired.ts';

/** Callers as random as real IDs, for which the pictures of the rows are made. */
const realCaller = (at: number): string =>
  Array.from({ length: 32 }, (_, place) => callerOf((at * 7 + place * place * (at + 3)) % 16).charAt(0)).join(
    '',
  );

const named = (at: number, name: string, more: Parameters<typeof grantOf>[2] = {}) =>
  grantOf(at, name, { caller: realCaller(at), ...more });

/** What is in daily use, instead of the odd cases. */
const USED = [
  ...GRANTS.filter(({ kind }) => kind !== 'approval'),
  named(2, 'Page Summariser'),
  named(3, 'Sidebar Notes', { models: ['qwen3:8b'] }),
  named(4, 'Mail Helper', { scopes: ['read', 'infer', 'cloud'] }),
  named(5, 'Translate Anything', { expiresAt: null }),
];

const HOST = pairedHost({
  'grants.list': USED,
  'usage.list': [usageOf('AbCdEf12', 42), usageOf('AbCdEf13', 7), usageOf('AbCdEf15', 19)],
  'activity.summary': WEEK,
  'activity.recent': RECENT,
});

const picture = (tab: string, ready: string): PageState => ({
  name: `picture ${tab}`,
  extension: 'companion',
  path: `pages/options/options.html#${tab}`,
  ready,
  host: HOST,
});

/** The pages for the pictures of the documents, by the name of the picture. */
export const PICTURES: Readonly<Record<'access' | 'activity', PageState>> = {
  access: picture('access', '#allowed .entry'),
  activity: picture('activity', '#tab-activity .plot canvas'),
};
