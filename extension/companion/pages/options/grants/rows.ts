import { type Grant, grantState } from '../../../../../shared/access/grant.ts';
import { tokensOf, type UsageCounts } from '../../../../../shared/access/usage.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import type { ExtensionInfo } from '../../shared/who/extension-info.ts';
import { namesOf } from '../../shared/who/named-grant.ts';
import { type Purpose, purposeOf } from './sort-grants.ts';

/** A permission as the lists show it. */
export interface Row {
  readonly grant: Grant;
  readonly purpose: Purpose;
  /** The name given by the user, confirmed by the browser or claimed; undefined if only the id is known. */
  readonly name: string | undefined;
  /** Whether the browser confirms the name. */
  readonly verified: boolean;
  /** What the extension calls itself, if `name` is another. */
  readonly alsoNamed: string | undefined;
  readonly icon: string | undefined;
  readonly today: UsageCounts | undefined;
  /** Whether another extension in the list has the same name. */
  readonly namesake: boolean;
  /** Whether it is the pairing of this browser. */
  readonly own: boolean;
}

interface Known {
  readonly info: ExtensionInfo | undefined;
  readonly today: UsageCounts | undefined;
  readonly namesake: boolean;
  readonly own: boolean;
}

/** The names that the host gives to what it creates. They are replaced by a description. */
const PLAIN = { owner: 'Owner', browser: 'Companion' } as const;

const describe = ({ name }: Grant, purpose: Purpose, own: boolean): string => {
  if (purpose === 'owner' && name === PLAIN.owner) return TEXTS.options.pairingKey;
  if (purpose === 'browser' && name === PLAIN.browser)
    return own ? TEXTS.options.thisBrowser : TEXTS.options.otherBrowser;
  return name;
};

const extensionNames = (grant: Grant, info: ExtensionInfo | undefined) => {
  const { given, claimed } = namesOf(grant);
  // The name of a key says less than that of the extension which uses it.
  if (grant.kind === 'key') return { name: info?.name ?? claimed ?? grant.name, known: claimed };
  return { name: given ?? info?.name ?? claimed, known: info?.name ?? claimed };
};

export const rowOf = (grant: Grant, { info, today, namesake, own }: Known): Row => {
  const purpose = purposeOf(grant);
  const rest = { grant, purpose, today, namesake, own };
  if (purpose !== 'extension') {
    return {
      ...rest,
      name: describe(grant, purpose, own),
      verified: false,
      alsoNamed: undefined,
      icon: undefined,
    };
  }
  const { name, known } = extensionNames(grant, info);
  return {
    ...rest,
    name,
    verified: info !== undefined && name === info.name,
    alsoNamed: known === name ? undefined : known,
    icon: info?.icon,
  };
};

/** The text by which a row is found and sorted. */
const nameOf = ({ name, grant }: Row): string => name ?? grant.caller ?? grant.id;

const tokensToday = ({ today }: Row): number => (today ? tokensOf(today) : 0);

export const SORTS = ['used', 'name', 'tokens'] as const;
export const FILTERS = ['all', 'active', 'inactive'] as const;

/** What the user chose above the list. */
export interface Choice {
  readonly search: string;
  readonly sort: (typeof SORTS)[number];
  readonly filter: (typeof FILTERS)[number];
}

/** The rows that match, in the chosen order. Rows come sorted by their last use. */
export const chosenRows = (
  rows: readonly Row[],
  { search, sort, filter }: Choice,
  now: number,
  locale?: string,
): readonly Row[] => {
  const wanted = search.trim().toLowerCase();
  const matches = (row: Row) => {
    const { id, caller, name, claimedName } = row.grant;
    const isActive = grantState(row.grant, now) === 'active';
    if (filter !== 'all' && isActive !== (filter === 'active')) return false;
    return [nameOf(row), id, caller, name, claimedName].some((text) => text?.toLowerCase().includes(wanted));
  };
  const found = rows.filter(matches);
  if (sort === 'name') return found.toSorted((one, two) => nameOf(one).localeCompare(nameOf(two), locale));
  return sort === 'tokens' ? found.toSorted((one, two) => tokensToday(two) - tokensToday(one)) : found;
};
