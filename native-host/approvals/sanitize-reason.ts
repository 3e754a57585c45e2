/** Maximum length of a reason, in grapheme clusters. */
export const MAX_REASON = 200;

/** Line breaks, tabs and other control characters: a reason is a single line. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/**
 * Characters that change the text direction, are invisible, private or unassigned. The joiners U+200C and U+200D stay:
 * emoji and some scripts need them.
 */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cf}\p{Co}\p{Cn}\p{Cs}\u115f\u1160\u3164\uffa0\u2800]/gu;

/** More combining marks than any language uses: they would cover the lines above and below. */
const STACKED = /(\p{M}{3})\p{M}+/gu;

/**
 * Makes an extension's reason safe to show: one line, without characters that reverse or hide text, and at most
 * {@link MAX_REASON} long. Returns null if nothing visible is left.
 */
export const sanitizeReason = (text: string | null | undefined): string | null => {
  const plain = (text ?? '')
    .replace(BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(STACKED, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.replace(/[\u200c\u200d]/g, '') === '') return null;
  // Created on use: it takes 10 ms, which would slow down the start of the host.
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const letters = Array.from(segments.segment(plain), ({ segment }) => segment);
  return letters.length > MAX_REASON ? `${letters.slice(0, MAX_REASON - 1).join('')}…` : plain;
};
