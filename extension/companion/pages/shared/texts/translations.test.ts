import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ERRORS, type ErrorCode } from '../../../../../shared/errors/codes.ts';
import { en as kit } from '../../../../ui/texts/en.ts';
import { LANGUAGES } from '../../../../ui/texts/pick-texts.ts';
import { en } from './en.ts';
import { TRANSLATIONS } from './texts.ts';

/** Every text with the path to it. */
const flat = (value: object, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(value).flatMap(([key, each]) =>
    typeof each === 'string' ? [[path + key, each] as const] : flat(each, `${path}${key}.`),
  );

const marks = (text: string) => (text.match(/\{\w+\}|`[^`]+`/g) ?? []).toSorted();

/** Texts that are the same in English, by language. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  es: [
    ...['tokens.one', 'tokens.other', 'activity.measures.tokens', 'activity.perSecond'],
    ...['picker.can.completion', 'picker.can.embedding'],
  ],
};

test('the pages have the languages of the kit', () => {
  const others = LANGUAGES.map(([tag]) => tag).filter((tag) => tag !== 'en');
  expect(Object.keys(TRANSLATIONS)).toEqual(others);
});

describe.each(Object.entries(TRANSLATIONS))('%s', (tag, { problems, ...own }) => {
  test('has the same texts as English, in the same order', () => {
    expect(flat(own).map(([path]) => path)).toEqual(flat(en).map(([path]) => path));
  });

  test.each(flat(own))('%s is translated, with the same commands and values', (path, text) => {
    const english = flat(en).find(([each]) => each === path)?.[1] ?? '';
    expect(text.trim()).toBe(text);
    expect(text).not.toBe('');
    expect(text === english).toBe(SAME[tag]?.includes(path) ?? false);
    expect(marks(text)).toEqual(marks(english));
  });

  test.each(Object.entries(problems))('%s has a message, and help with the same commands', (code, text) => {
    expect(text).not.toContain('');
    expect(marks(text[1])).toEqual(marks(ERRORS[code as ErrorCode].help));
  });
});

/** Everything that shows texts, without the tables of texts. */
const source = (['../../..', '../../../../ui', '../../../../sdk/settings'] as const)
  .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(
        (name) =>
          /\.(ts|html)$/.test(name) && !/\.test\.ts$|\b(texts|dist)\b.*\b(de|en|es|zh-cn)\.ts$/.test(name),
      )
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  )
  .join('\n');

/** The durations, which are chosen by a value. */
const BY_VALUE = ['once', 'month', 'always'];

test.each([
  ['the pages', en],
  ['the kit', kit],
])('no text of %s is unused', (_, texts) => {
  const isUsed = (name: string) =>
    BY_VALUE.includes(name) ||
    new RegExp(`(TEXTS\\.|texts\\.|[{,] )${name}\\b|data-text="${name}"`).test(source);
  expect(Object.keys(texts).filter((name) => !isUsed(name))).toEqual([]);
});
