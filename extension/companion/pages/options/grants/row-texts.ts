import { type Grant, grantState, type Limits } from '../../../../../shared/access/grant.ts';
import { RISKY_SCOPES } from '../../../../../shared/access/scopes.ts';
import { tokensOf, type UsageCounts } from '../../../../../shared/access/usage.ts';
import { DAY_MS } from '../../../../../shared/time.ts';
import { insert, plural } from '../../../../ui/texts/fill.ts';
import { LANG, TEXTS } from '../../shared/texts/texts.ts';
import { endOf, timeAgo } from '../../shared/time-ago.ts';
import type { Row } from './rows.ts';

/** From here on, a row says that its permission ends soon. */
const SOON_MS = 7 * DAY_MS;

/** “2 at once, 60 per minute”; undefined if there are no limits. */
export const limitsText = (limits: Limits | null): string | undefined => {
  const each = [
    [TEXTS.atOnce, limits?.concurrent],
    [TEXTS.aMinute, limits?.perMinute],
  ] as const;
  const named = each.flatMap(([text, count]) =>
    count === undefined ? [] : [insert(text, { count: String(count) })],
  );
  return named.length > 0 ? named.join(', ') : undefined;
};

/** “3 requests, 1,204 tokens”. */
export const usageText = (usage: UsageCounts, locale = LANG): string => {
  const tokens = tokensOf(usage);
  const counts = [plural(TEXTS.requests, usage.requests, locale)];
  if (tokens > 0) counts.push(plural(TEXTS.tokens, tokens, locale));
  return counts.join(', ');
};

/** The line below the name: “2 hours ago · 1,204 tokens today”. */
export const useText = (
  { grant: { lastUsedAt }, today }: Pick<Row, 'today'> & { readonly grant: Pick<Grant, 'lastUsedAt'> },
  now: number,
  locale = LANG,
): string => {
  if (lastUsedAt === null) return TEXTS.unused;
  const tokens = today ? tokensOf(today) : 0;
  const { tokensToday, requestsToday } = TEXTS.options;
  const use = tokens > 0 ? plural(tokensToday, tokens, locale) : undefined;
  const count = today && use === undefined ? plural(requestsToday, today.requests, locale) : use;
  return [timeAgo(lastUsedAt, now, locale), ...(count === undefined ? [] : [count])].join(' · ');
};

/** A label of a row. `caution`: it is a risk or needs attention. */
export interface Chip {
  readonly text: string;
  readonly caution?: boolean;
}

/** What differs from a permission that is given as usual. */
export const chipsOf = ({ grant, purpose, namesake }: Row, now: number, locale = LANG): readonly Chip[] => {
  const { models, limits, scopes, expiresAt, kind } = grant;
  const state = grantState(grant, now);
  const isOver = expiresAt !== null && expiresAt <= now;
  const endsSoon = expiresAt !== null && expiresAt - now < SOON_MS;
  return [
    ...(namesake ? [{ text: TEXTS.options.sameName, caution: true }] : []),
    ...(state === 'disabled' ? [{ text: TEXTS.disabled, caution: true }] : []),
    ...(endsSoon ? [{ text: endOf(expiresAt, now, locale), caution: isOver }] : []),
    // An owner key has all scopes, and models do not matter for it.
    ...(purpose === 'owner' || purpose === 'browser'
      ? []
      : RISKY_SCOPES.filter((scope) => scopes.includes(scope)).map((scope) => ({
          text: TEXTS.scopes[scope],
          caution: true,
        }))),
    ...(models === null ? [] : [{ text: plural(TEXTS.options.modelCount, models.length, locale) }]),
    ...(limitsText(limits) === undefined ? [] : [{ text: TEXTS.options.limited }]),
    ...(kind === 'key' && purpose === 'extension' ? [{ text: TEXTS.byKey }] : []),
  ];
};
