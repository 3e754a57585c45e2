import type { Operation } from '../../../shared/operations/operations.ts';

type Listing = NonNullable<Operation['listing']>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The entries of a listing, or undefined where it is none. */
const entriesOf = (text: string, { field }: Listing) => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const entries = isRecord(value) ? value[field] : undefined;
  return isRecord(value) && Array.isArray(entries) ? { value, entries } : undefined;
};

const nameOf = (entry: unknown, { name }: Listing): string =>
  isRecord(entry) ? String(entry[name] ?? '') : '';

/** The names in a listing. */
export const namesIn = (text: string, listing: Listing): readonly string[] =>
  (entriesOf(text, listing)?.entries ?? []).map((entry) => nameOf(entry, listing));

/**
 * A listing with those entries only that may be seen; what need not change comes back as the same text. Of what
 * is no listing nothing is shown.
 */
export const filterListing = (text: string, listing: Listing, maySee: (name: string) => boolean): string => {
  const found = entriesOf(text, listing);
  if (!found) return '{}';
  const seen = found.entries.filter((entry) => maySee(nameOf(entry, listing)));
  if (seen.length === found.entries.length) return text;
  return JSON.stringify({ ...found.value, [listing.field]: seen });
};
