import { isScope, SCOPE_NAMES, type Scope } from '../../shared/access/scopes.ts';
import { COMPANION_IDS } from '../../shared/identity.ts';
import { redactKeys } from '../../shared/key/key.ts';
import { isModelPattern } from '../access/model-names.ts';
import { UserError } from '../errors/user-error.ts';
import { isExtensionId } from '../install/extension-ids.ts';

/** Parsers for the arguments of commands. Each throws a UserError that says what to write instead. */

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Collects the values of an option that may be given several times. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Checks scopes. `admin` is refused, since only owner keys have it. */
export const readScopes = (names: readonly string[]): readonly Scope[] => {
  const wrong = names.find((name) => !isScope(name) || name === 'admin');
  if (wrong === undefined) return names as readonly Scope[];
  throw new UserError(
    `No such scope: "${wrong}".`,
    `Use one of ${SCOPE_NAMES.filter((name) => name !== 'admin').join(', ')}.`,
  );
};

/** Checks model names. Returns null, which stands for every local model, for an empty list. */
export const readModels = (names: readonly string[]): readonly string[] | null => {
  const wrong = names.find((name) => !isModelPattern(name));
  if (wrong !== undefined)
    throw new UserError(
      'Invalid model name.',
      'Write it as `ollama list` shows it. `*` matches any text, as in llama3:*.',
    );
  return names.length > 0 ? names : null;
};

/** Parses a duration: `90m`, `24h`, `30d`, `0`. Returns milliseconds. */
export const readSpan = (text: string): number => {
  if (text === '0') return 0;
  const [, count, unit = ''] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (count === undefined)
    throw new UserError(`Invalid duration "${text}".`, 'Use one such as 90m, 24h or 30d.');
  return Number(count) * (UNITS[unit] ?? 0);
};

/** Parses an expiry: a duration (`30d`), a future date (`2027-01-31`, midnight UTC), or `never`, which gives null. */
export const readExpiry = (text: string | undefined, now: number): number | null => {
  if (text === undefined || text === 'never') return null;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  const wrong = new UserError(
    `Invalid expiry "${text}".`,
    'Use a duration (30d, 12h), a future date (2027-01-31) or "never".',
  );
  if (!Number.isNaN(day)) {
    if (day <= now) throw wrong;
    return day;
  }
  if (!/^\d{1,5}[mhd]$/.test(text)) throw wrong;
  return now + readSpan(text);
};

/** Parses a time in the past: a duration ago (`7d`), or a date. */
export const readSince = (text: string, now: number): number => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(day) ? now - readSpan(text) : day;
};

/** Checks the name of a key: one line of at most 100 characters that does not contain a key. */
export const readName = (text: string): string => {
  if (text.length <= 100 && !/\p{C}/u.test(text) && text.trim() !== '' && redactKeys(text) === text)
    return text;
  throw new UserError('Invalid key name.', 'Use one short line, such as "Notes on the laptop".');
};

/** Checks the id of an extension. The companion's own is refused: it is paired, not allowed. */
export const readExtension = (id: string): string => {
  const known = isExtensionId('chromium', id) || isExtensionId('firefox', id);
  if (known && !COMPANION_IDS.includes(id)) return id;
  throw new UserError(
    'Invalid extension id.',
    'Copy it from the browser’s extensions page. To pair the companion itself, use `api-key`.',
  );
};
