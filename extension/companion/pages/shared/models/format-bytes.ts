import { LANG } from '../texts/texts.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size in the largest decimal unit that fits, as Ollama shows sizes: `2 GB`, `523 MB`, `98.4 MB`. */
export const formatBytes = (bytes: number, locale = LANG): string => {
  const size = Math.max(0, bytes);
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(size || 1) / 3)));
  const value = size / 1000 ** power;
  return value.toLocaleString(locale, {
    style: 'unit',
    unit: UNITS[power] as string,
    unitDisplay: 'short',
    maximumFractionDigits: value < 100 && power > 1 ? 1 : 0,
  });
};
