/** Of a listing: the field that holds the models, and what names one of them. */
const LISTINGS: Readonly<Record<string, readonly [field: string, name: string]>> = {
  '/api/tags': ['models', 'name'],
  '/api/ps': ['models', 'name'],
  '/v1/models': ['data', 'id'],
};

/** Whether an answer on this path lists models, so that those of all members belong into it. */
export const isListing = (path: string): boolean => Object.hasOwn(LISTINGS, path);

type Listing = Record<string, unknown>;

/** One listing out of several: every model once, in the order of the members. */
export const mergeListings = (path: string, listings: readonly unknown[]): unknown => {
  const [field = '', name = ''] = LISTINGS[path] ?? [];
  const models = new Map<unknown, unknown>();
  for (const listing of listings as Listing[]) {
    const own = listing[field];
    if (!Array.isArray(own)) continue;
    for (const model of own as Listing[]) if (!models.has(model[name])) models.set(model[name], model);
  }
  return { ...(listings[0] as Listing), [field]: [...models.values()] };
};
