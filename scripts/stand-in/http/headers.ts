/** Headers as sent: pairs, since `Vary` comes three times. */
export type HeaderPairs = readonly (readonly [string, string])[];

/** Go writes a handler's headers sorted by name; of one name the order of setting stays. */
export function sortHeaders(pairs: HeaderPairs): HeaderPairs {
  return pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
