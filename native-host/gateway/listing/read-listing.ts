import type { Operation } from '../../../shared/operations/operations.ts';

/** A list of models that was read once. */
export interface ReadListing {
  readonly names: readonly string[];
  /**
   * The listing with those entries only that may be seen; what need not change comes back as the same text. Of what
   * is no listing nothing is shown.
   */
  filter(maySee: (name: string) => boolean): string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads an answer that lists models: `field` holds the entries, `name` names each. */
export const readListing = (
  text: string,
  { field, name }: NonNullable<Operation['listing']>,
): ReadListing => {
  const value = parse(text);
  const entries = isRecord(value) ? value[field] : undefined;
  if (!isRecord(value) || !Array.isArray(entries)) return { names: [], filter: () => '{}' };
  const nameOf = (entry: unknown): string => (isRecord(entry) ? String(entry[name] ?? '') : '');
  return {
    names: entries.map(nameOf),
    filter(maySee) {
      const seen = entries.filter((entry) => maySee(nameOf(entry)));
      return seen.length === entries.length ? text : JSON.stringify({ ...value, [field]: seen });
    },
  };
};
