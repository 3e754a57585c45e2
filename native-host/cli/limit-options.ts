import type { Command } from 'commander';
import type { Limits } from '../../shared/access/grant.ts';
import { UserError } from '../errors/user-error.ts';

/** The option that sets each limit. */
export const LIMIT_OPTIONS = [
  { limit: 'concurrent', name: 'limitConcurrent', flag: '--limit-concurrent', what: 'requests at once' },
  { limit: 'perMinute', name: 'limitMinute', flag: '--limit-minute', what: 'requests started per minute' },
  { limit: 'perDay', name: 'limitDay', flag: '--limit-day', what: 'requests per day (UTC)' },
  { limit: 'perMonth', name: 'limitMonth', flag: '--limit-month', what: 'requests per month (UTC)' },
  { limit: 'tokensPerDay', name: 'limitTokensDay', flag: '--limit-tokens-day', what: 'tokens per day (UTC)' },
  {
    limit: 'tokensPerMonth',
    name: 'limitTokensMonth',
    flag: '--limit-tokens-month',
    what: 'tokens per month (UTC)',
  },
] as const satisfies readonly { readonly limit: keyof Limits; readonly [field: string]: string }[];

/** The values of these options. */
export type LimitFlags = { readonly [Name in (typeof LIMIT_OPTIONS)[number]['name']]?: string };

/** How a limit is removed. */
const NONE = 'none';

/** Reads a limit. Throws a UserError that names the option. */
const readLimit = (text: string, flag: string): number => {
  const count = /^\d{1,12}$/.test(text) ? Number(text) : 0;
  if (count > 0) return count;
  throw new UserError(`Invalid number "${text}" for ${flag}.`, 'Use a whole number of at least 1.');
};

/** Adds the options to a command. @param which what they apply to, for the description */
export const addLimitOptions = (command: Command, which = ''): Command => {
  for (const { flag, what } of LIMIT_OPTIONS) command.option(`${flag} <n>`, `most ${what}${which}`);
  return command;
};

/**
 * The limits after the given options were applied to those before. Null if there are none. Throws a UserError.
 * @param before those that the grant has. `none` removes one of them
 */
export const readLimits = (flags: LimitFlags, before: Limits | null = null): Limits | null => {
  const limits: Partial<Record<keyof Limits, number>> = { ...before };
  for (const { limit, name, flag } of LIMIT_OPTIONS) {
    const text = flags[name];
    if (text === NONE && before) delete limits[limit];
    else if (text !== undefined) limits[limit] = readLimit(text, flag);
  }
  return Object.keys(limits).length > 0 ? limits : null;
};

/** Limits in words, as in `2 requests at once, 500 requests per day (UTC)`. */
export const limitsText = (limits: Limits | null): string =>
  LIMIT_OPTIONS.filter(({ limit }) => limits?.[limit] !== undefined)
    .map(({ limit, what }) => `${limits?.[limit]} ${what}`)
    .join(', ') || 'none';
