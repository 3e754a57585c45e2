import { DAY_MS } from '../../../../../shared/time.ts';
import { insert } from '../../../../ui/texts/fill.ts';
import { formatBytes } from '../../shared/models/format-bytes.ts';
import { LANG, TEXTS } from '../../shared/texts/texts.ts';
import type { ModelEntry } from './model-entries.ts';

const KI = 1024;

/** A number of tokens as model cards write it: `8K`, `128K`, `1M`. */
export const tokenCount = (tokens: number): string => {
  if (tokens < KI) return String(tokens);
  const thousands = Math.round(tokens / KI);
  return thousands < KI ? `${thousands}K` : `${Math.round(thousands / KI)}M`;
};

/** The figures of a model in one line: size, parameters, quantization and context. */
export const modelFacts = ({ bytes, parameters, quantization, contextLength }: ModelEntry): string => {
  const texts = TEXTS.models;
  const facts = [
    bytes !== null && formatBytes(bytes),
    parameters && insert(texts.parameters, { count: parameters }),
    quantization,
    contextLength && insert(texts.context, { count: tokenCount(contextLength) }),
  ];
  return facts.filter((fact) => typeof fact === 'string' && fact !== '').join(' · ');
};

/** What a model can do, in the words of the page where it has one. */
export const abilities = ({ capabilities = [] }: ModelEntry): readonly string[] => {
  const texts: Readonly<Record<string, string>> = TEXTS.models.abilities;
  return capabilities.map((each) => (Object.hasOwn(texts, each) ? (texts[each] as string) : each));
};

/** Ends that are further away mean that a model stays until it is unloaded. */
const FAR_MS = 365 * DAY_MS;

/** Until when a model is in memory: with the date if that is not within a day. */
export const loadedText = (until: number, now: number): string => {
  if (until - now > FAR_MS) return TEXTS.models.inMemoryOpen;
  const dateStyle = until - now > DAY_MS ? 'medium' : undefined;
  const format: Intl.DateTimeFormatOptions = { timeStyle: 'short', ...(dateStyle && { dateStyle }) };
  return insert(TEXTS.models.inMemory, { time: new Date(until).toLocaleString(LANG, format) });
};
