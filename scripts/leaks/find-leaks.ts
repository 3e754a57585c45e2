import { PRIVATE_WORDS } from './private-words.ts';

/** Matches a complete key or token: prefix, id, secret and check (shared/key/key.ts). */
const KEY = /(ot[kp])_[0-9A-Za-z]{8}_([0-9A-Za-z]{43})[0-9A-Za-z]{6}/g;

/** The secrets of the keys in a text. */
export const secretsIn = (text: string): string[] =>
  Array.from(text.matchAll(KEY), ([, , secret]) => secret as string);

export interface Sought {
  /** Secrets to look for, even without the rest of their key. */
  readonly secrets: Iterable<string>;
  /** Words to look for. @default those of the tests */
  readonly words?: readonly string[];
  /** True where a browser stores its pairing token, which is useless without the companion’s id. */
  readonly tokens?: boolean;
}

/** The encodings of a text on disk. */
const forms = (text: string): Buffer[] => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];

/** Finds secrets in a content. Returns the kind of each, never its text. */
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
