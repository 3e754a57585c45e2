import { LIST_UNITS, relativeTime } from '../../ui/relative-time.ts';
import { plural } from '../../ui/texts/fill.ts';

/** “3 days ago”; the word for null. `iso`: ISO 8601. */
export const ago = (iso: string | null, otherwise: string): string =>
  iso === null ? otherwise : relativeTime(Date.parse(iso), Date.now(), 'en', LIST_UNITS);

/** A date and time in full. */
export const fullTime = (iso: string): string =>
  new Date(iso).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });

/** A date; the word for null. */
export const dateOf = (iso: string | null, otherwise: string): string =>
  iso === null ? otherwise : new Date(iso).toLocaleDateString('en', { dateStyle: 'medium' });

export const countOf = (count: number, one: string, other = `${one}s`): string =>
  plural({ one: `{count} ${one}`, other: `{count} ${other}` }, count, 'en');

const UNIT_NAMES = ['kB', 'MB', 'GB'] as const;

/** “12 kB”. */
export const bytesText = (bytes: number): string => {
  let size = bytes;
  let unit = 'B';
  for (const next of UNIT_NAMES) {
    if (size < 1000) break;
    size /= 1000;
    unit = next;
  }
  return `${size.toLocaleString('en', { maximumFractionDigits: size < 10 && unit !== 'B' ? 1 : 0 })} ${unit}`;
};
