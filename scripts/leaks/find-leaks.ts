import { PRIVATE_WORDS } from './private-words.ts';

/** A key or a token, whole: prefix, id, secret and check (shared/key/key.ts). */
const KEY = /(ot[kp])_[0-9A-Za-z]{8}_([0-9A-Za-z]{43})[0-9A-Za-z]{6}/g;

/** The secrets of the keys that a text holds. */
export const secretsIn = (text: string): string[] =>
  Array.from(text.matchAll(KEY), ([, , secret]) => secret as string);

export interface Sought {
  /** Secrets that must not be there, even without what stands around them in a key. */
  readonly secrets: Iterable<string>;
  /** Words that must not be there. @default the ones of the tests */
  readonly words?: readonly string[];
  /** True where a browser keeps its pairing token, which opens nothing without the companion’s own id. */
  readonly tokens?: boolean;
}

/** Each form that a text may have on a disk. */
const forms = (text: string): Buffer[] => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];

/** What of a content must not be in it: told by its kind, never by itself. */
export const findLeaks = (
  content: Buffer,
  { secrets, words = PRIVATE_WORDS, tokens = false }: Sought,
): string[] => {
  const holds = (text: string) => forms(text).some((form) => content.includes(form));
  const found: string[] = [];
  const keys = Array.from(content.toString('latin1').matchAll(KEY), ([, prefix]) => prefix);
  if (keys.some((prefix) => !tokens || prefix !== 'otp')) found.push('a whole key');
  if ([...secrets].some(holds)) found.push('the secret of a key');
  if (words.some(holds)) found.push('a prompt or an answer');
  return found;
};
