import { isScope, SCOPE_NAMES, type Scope } from '../../shared/access/scopes.ts';
import { COMPANION_IDS } from '../../shared/identity.ts';
import { redactKeys } from '../../shared/key/key.ts';
import { isModelPattern } from '../access/model-names.ts';
import { UserError } from '../errors/user-error.ts';
import { isExtensionId } from '../install/extension-ids.ts';

/** What commands take, read and checked. Each throws a UserError that says what to write instead. */

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** For options that may be given several times. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export const readScopes = (names: readonly string[]): readonly Scope[] => {
  const wrong = names.find((name) => !isScope(name) || name === 'admin');
  if (wrong === undefined) return names as readonly Scope[];
  throw new UserError(
    `There is no scope "${wrong}" for a key.`,
    `Choose among ${SCOPE_NAMES.filter((name) => name !== 'admin').join(', ')}.`,
  );
};

/** Null for none: every local model. */
export const readModels = (names: readonly string[]): readonly string[] | null => {
  const wrong = names.find((name) => !isModelPattern(name));
  if (wrong !== undefined)
    throw new UserError(
      'That is no model’s name.',
      'Write it as `ollama list` shows it; `*` stands for any text, as in llama3:*.',
    );
  return names.length > 0 ? names : null;
};

/** A length of time in milliseconds: `90m`, `24h`, `30d`, `0`. */
export const readSpan = (text: string): number => {
  if (text === '0') return 0;
  const [, count, unit = ''] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (count === undefined)
    throw new UserError(`"${text}" is no length of time.`, 'Write one like 90m, 24h or 30d.');
  return Number(count) * (UNITS[unit] ?? 0);
};

/** When something ends: after a while (`30d`), on a day (`2027-01-31`, midnight UTC), or never. */
export const readExpiry = (text: string | undefined, now: number): number | null => {
  if (text === undefined || text === 'never') return null;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  const wrong = new UserError(
    `"${text}" is no end.`,
    'Write how long, like 30d or 12h, a day to come, like 2027-01-31, or never.',
  );
  if (!Number.isNaN(day)) {
    if (day <= now) throw wrong;
    return day;
  }
  if (!/^\d{1,5}[mhd]$/.test(text)) throw wrong;
  return now + readSpan(text);
};

/** Since when: a while ago (`7d`) or a day. */
export const readSince = (text: string, now: number): number => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(day) ? now - readSpan(text) : day;
};

/** A number of things, from one on. */
export const readCount = (text: string): number => {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count > 0) return count;
  throw new UserError(`"${text}" is no number of requests.`, 'Write a whole number from 1 on.');
};

/** What a key is called: one short line, and no key itself. */
export const readName = (text: string): string => {
  if (text.length <= 100 && !/\p{C}/u.test(text) && text.trim() !== '' && redactKeys(text) === text)
    return text;
  throw new UserError('This is not a valid key name.', 'Give it one short line, like "Notes on the laptop".');
};

/** The id of an extension other than the companion. */
export const readExtension = (id: string): string => {
  const known = isExtensionId('chromium', id) || isExtensionId('firefox', id);
  if (known && !COMPANION_IDS.includes(id)) return id;
  throw new UserError(
    'That is no id of an extension that could be allowed.',
    'Copy it from the browser’s extension page; the companion itself is paired with `api-key`.',
  );
};
