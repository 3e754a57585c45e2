import { plainLine } from '../../shared/access/plain-line.ts';
import type { RequestHead } from './request-head.ts';

/** Longest name of an end user, in characters. */
const MAX_LENGTH = 100;

/** Most end users of one key between two starts. Further ones share a name, so that a client cannot fill the store. */
const MAX_ACCOUNTS = 1_000;

/** What further end users are counted as. */
export const OTHERS = '(others)';

/** Open WebUI encodes what is not ASCII as in a URL. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Names the end users of trusted keys. */
export interface UserAccounts {
  /** The end user of a request, by the most telling header that it has; undefined if it has none. */
  of(grantId: string, head: Pick<RequestHead, 'userEmail' | 'userName' | 'userId'>): string | undefined;
}

export const createUserAccounts = (): UserAccounts => {
  const known = new Map<string, Set<string>>();
  return {
    of(grantId, { userEmail, userName, userId }) {
      const given = userEmail || userName || userId;
      const name = given && plainLine(decoded(given.slice(0, 4 * MAX_LENGTH)), MAX_LENGTH);
      if (!name) return undefined;
      const names = known.get(grantId) ?? new Set();
      known.set(grantId, names);
      if (!names.has(name) && names.size >= MAX_ACCOUNTS) return OTHERS;
      names.add(name);
      return name;
    },
  };
};
