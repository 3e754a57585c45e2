import { OPERATIONS } from '../../../shared/operations/operations.ts';

const LISTINGS = new Map(
  OPERATIONS.flatMap(({ path, listing }) => (listing ? [[path, listing] as const] : [])),
);

/** Whether an answer on this path lists models, so that those of all members belong into it. */
export const isListing = (path: string): boolean => LISTINGS.has(path);

type Listing = Record<string, unknown>;

/** One listing out of several: every model once, in the order of the members. */
export const mergeListings = (path: string, listings: readonly unknown[]): unknown => {
  const { field = '', name = '' } = LISTINGS.get(path) ?? {};
  const models = new Map<unknown, unknown>();
  for (const listing of listings as Listing[]) {
    const own = listing[field];
    if (!Array.isArray(own)) continue;
    for (const model of own as Listing[]) if (!models.has(model[name])) models.set(model[name], model);
  }
  return { ...(listings[0] as Listing), [field]: [...models.values()] };
};
