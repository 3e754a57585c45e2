import { insert } from '../../../../ui/texts/fill.ts';
import { LANG, TEXTS } from '../texts/texts.ts';
import type { ListedModel, ModelRow } from './model-rows.ts';

/** Ollama's names of what a model can do, in the order of the page. The others mean nothing to most users. */
const CAPABILITIES = ['completion', 'embedding', 'vision', 'tools'] as const;

const UNITS = ['megabyte', 'gigabyte', 'terabyte'] as const;

/** A size in bytes in the largest unit that fits: “397 MB”, “4.9 GB”. */
export const sizeWords = (bytes: number, locale = LANG): string => {
  const at = bytes >= 1e12 ? 2 : bytes >= 1e9 ? 1 : 0;
  const value = bytes / 10 ** (6 + 3 * at);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[at] ?? 'megabyte',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
};

/** What the row of a model says below its name: what it can do, its size, and where it is. */
export const modelFacts = (
  { note }: ModelRow,
  model: ListedModel | undefined,
  capabilities = model?.capabilities,
): string => {
  const can = CAPABILITIES.filter((each) => capabilities?.includes(each)).map(
    (each) => TEXTS.picker.can[each],
  );
  // The size of a cloud model is that of its description.
  const size = model?.size && !model.remote ? sizeWords(model.size) : undefined;
  return [note, can.join(', ') || undefined, size, model?.loaded ? TEXTS.picker.loaded : undefined]
    .filter((each) => each !== undefined)
    .join(' · ');
};

/** Whether a row has every word of a search, in its name or in what is said about it. */
export const matches = (text: string, wanted: string): boolean => {
  const lower = text.toLocaleLowerCase(LANG);
  return wanted
    .toLocaleLowerCase(LANG)
    .split(/\s+/)
    .every((word) => lower.includes(word));
};

/** A count in a text, written as in its language. */
export const withCount = (text: string, count: number): string =>
  insert(text, { count: count.toLocaleString(LANG) });
