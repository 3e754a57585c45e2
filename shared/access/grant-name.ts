import { plainLine } from './plain-line.ts';

/**
 * Longest name of an extension or a grant, in grapheme clusters, as in a manifest:
 * https://developer.chrome.com/docs/extensions/reference/manifest/name
 */
export const MAX_NAME = 75;

/** Quotation marks: a name is quoted, and must not seem to end before it does. */
const QUOTES = /["“”„‟«»＂]/g;

/** Makes a name safe to show and to quote, at most {@link MAX_NAME} long. Returns null if nothing visible is left. */
export const plainName = (text: string): string | null => plainLine(text.replace(QUOTES, '’'), MAX_NAME);

/** Reduces a name to what the eye compares: compatibility characters, case, spaces and punctuation do not count. */
const compared = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{S}]/gu, '');

/** Whether two names read the same at a glance. Names without a letter, digit or symbol never do. */
export const isSameName = (one: string, two: string): boolean =>
  compared(one) !== '' && compared(one) === compared(two);
