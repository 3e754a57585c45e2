/** Longest reason that is shown, in characters as a reader counts them. */
export const MAX_REASON = 200;

/** Line ends, tabs and every other control: a reason is one line. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/**
 * What turns the direction of a text, is not seen at all, or is private: an emoji’s joiners (U+200C, U+200D)
 * are the only ones of their kind that a sentence needs.
 */
const UNSEEN = /(?![\u200c\u200d])[\p{Cf}\p{Co}\p{Cn}\p{Cs}\u115f\u1160\u3164\uffa0\u2800]/gu;

/** More marks on a letter than any language writes: they would grow over what stands above and below. */
const PILES = /(\p{M}{3})\p{M}+/gu;

/**
 * The words with which an extension asks, as they can be shown: one line, without what would turn or hide
 * text, and at most {@link MAX_REASON} characters. Null for words that say nothing.
 */
export const sanitizeReason = (text: string | null | undefined): string | null => {
  const plain = (text ?? '')
    .replace(BREAKS, ' ')
    .replace(UNSEEN, '')
    .replace(PILES, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.replace(/[\u200c\u200d]/g, '') === '') return null;
  // Made here: it takes ten milliseconds, for which no start of the host should wait.
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const letters = Array.from(segments.segment(plain), ({ segment }) => segment);
  return letters.length > MAX_REASON ? `${letters.slice(0, MAX_REASON - 1).join('')}…` : plain;
};
