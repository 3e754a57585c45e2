import type { Checked } from '../grants/check-secret.ts';
import { textDigest } from '../grants/secret.ts';
import type { Store } from '../store/contract.ts';
import type { ApiKeys } from './api-keys.ts';

/** Most keys that are known at once. */
const MAX_KEYS = 1_000;

interface Known {
  readonly checked: Checked;
  /** When the key stops to be valid by itself, in milliseconds since the epoch. */
  readonly until: number;
}

const validUntil = ({ grant, until }: Extract<Checked, { grant: unknown }>): number =>
  Math.min(grant.expiresAt ?? Number.POSITIVE_INFINITY, until ?? Number.POSITIVE_INFINITY);

/**
 * Remembers which keys are valid until permissions change, so that a key that is used again costs one SHA-256. Keys are
 * known by that digest, and no text of a key is kept. Refused keys are not remembered: there can be any number of them.
 */
export const rememberKeys = (check: ApiKeys, { permissions }: Pick<Store, 'permissions'>): ApiKeys => {
  const known = new Map<string, Known>();
  let at: object | undefined;

  const recall = (): object | undefined => {
    const newest = permissions();
    if (newest === undefined || newest !== at || known.size >= MAX_KEYS) known.clear();
    at = newest;
    return newest;
  };

  return (text, now) => {
    const before = recall();
    const name = textDigest(text);
    const found = known.get(name);
    if (found && now < found.until) return found.checked;
    const remember = (checked: Checked): Checked => {
      // A change while the key was checked may not be in what was read.
      if ('grant' in checked && before !== undefined && recall() === before) {
        known.set(name, { checked, until: validUntil(checked) });
      }
      return checked;
    };
    const checked = check(text, now);
    return checked instanceof Promise ? checked.then(remember) : remember(checked);
  };
};
