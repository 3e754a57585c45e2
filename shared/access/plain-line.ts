/** Line breaks, tabs and other control characters. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/**
 * Characters that change the text direction, are invisible, private or unassigned. The joiners U+200C and U+200D stay:
 * emoji and some scripts need them.
 */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cf}\p{Co}\p{Cn}\p{Cs}\u115f\u1160\u3164\uffa0\u2800]/gu;

/** More combining marks than any language uses: they would cover the lines above and below. */
const STACKED = /(\p{M}{3})\p{M}+/gu;

/**
 * Makes a text by an extension safe to show: one line, without characters that reverse or hide text, and at most `most`
 * grapheme clusters long. Returns null if nothing visible is left.
 */
export const plainLine = (text: string, most: number): string | null => {
  const plain = text
    .replace(BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(STACKED, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.replace(/[\u200c\u200d]/g, '') === '') return null;
  if (plain.length <= most) return plain;
  // Created on use: it takes 10 ms, which would slow down the start of the host.
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const letters = Array.from(segments.segment(plain), ({ segment }) => segment);
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : plain;
};
