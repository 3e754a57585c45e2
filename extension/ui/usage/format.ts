import { plural } from '../texts/fill.ts';
import type { Bucket, Span } from './buckets.ts';

/** The language of the texts that the page shows. */
const pageLang = (): string => document.documentElement.lang;

type Unit = Span['unit'];

const SHORT: Record<Unit, Intl.DateTimeFormatOptions> = {
  hour: { hour: 'numeric' },
  day: { day: 'numeric', month: 'short' },
};

const LONG: Record<Unit, Intl.DateTimeFormatOptions> = {
  hour: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
};

/** The name of a bar on the axis, or in full. */
export const bucketName = (
  unit: Unit,
  { start }: Bucket,
  form: 'short' | 'long',
  locale = pageLang(),
): string => {
  // Hours begin at half past where the time zone differs from UTC by half an hour.
  const isWhole = unit === 'day' || new Date(start).getMinutes() === 0;
  const options = form === 'short' && isWhole ? SHORT[unit] : LONG[unit];
  return new Intl.DateTimeFormat(locale, options).format(start);
};

export const count = (value: number, locale = pageLang()): string => value.toLocaleString(locale);

/** A number on the axis: “12K”. */
export const compact = (value: number, locale = pageLang()): string =>
  value.toLocaleString(locale, { notation: 'compact' });

/** A number with its noun, the number in short form if it is long: “2.3M tokens”. */
export const countOf = (forms: Parameters<typeof plural>[0], value: number): string =>
  plural(forms, value, pageLang());

const SECOND_MS = 1_000;

/** A duration in the language of the page: “340 ms” or “1.2 s”. */
export const duration = (ms: number, locale = pageLang()): string => {
  const unit = ms < SECOND_MS ? 'millisecond' : 'second';
  const value = ms < SECOND_MS ? ms : ms / SECOND_MS;
  const digits = ms < SECOND_MS ? 0 : 1;
  return value.toLocaleString(locale, { style: 'unit', unit, maximumFractionDigits: digits });
};

/** A speed without its unit: one decimal below ten. */
export const speed = (value: number, locale = pageLang()): string =>
  value.toLocaleString(locale, { maximumFractionDigits: value < 10 ? 1 : 0 });

/** A time in full, for example as a tooltip. */
export const fullTime = (at: number, locale = pageLang()): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
