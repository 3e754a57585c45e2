import { describe, expect, test } from 'vitest';
import { ERRORS, type ErrorCode } from '../../../shared/errors/codes.ts';
import { en } from './en.ts';
import { fill } from './fill.ts';
import { LANGUAGES, pickTexts } from './pick-texts.ts';

/** Every text with the path to it. */
const flat = (value: object, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(value).flatMap(([key, each]) =>
    typeof each === 'string' ? [[path + key, each] as const] : each ? flat(each, `${path}${key}.`) : [],
  );

const marks = (text: string) => (text.match(/\{\w+\}|`[^`]+`/g) ?? []).toSorted();

/** Proper names, which are not translated. */
const SAME = new Set(['hops.ollama']);

describe.each(LANGUAGES.filter(([tag]) => tag !== 'en'))('%s', (_tag, _matches, texts) => {
  const { problems, ...own } = texts;

  test('has the same texts as English', () => {
    const { problems: _, ...english } = en;
    expect(flat(own).map(([path]) => path)).toEqual(flat(english).map(([path]) => path));
  });

  test.each(flat(own))('%s is translated, with the same commands and values', (path, text) => {
    const english = flat(en).find(([each]) => each === path)?.[1] ?? '';
    expect(text.trim()).toBe(text);
    expect(text).not.toBe('');
    if (!SAME.has(path)) expect(text).not.toBe(english);
    expect(marks(text)).toEqual(marks(english));
  });

  test.each(Object.entries(problems))('%s has a message and help', (code, [what, help]) => {
    expect(what).not.toBe('');
    expect(help).not.toBe('');
    // A key for an extension needs another command than the key that pairs the companion.
    const commands = marks(ERRORS[code as ErrorCode].help);
    if (!code.startsWith('key_')) expect(marks(help)).toEqual(commands);
  });
});

test('every language has the same problems', () => {
  const [first, ...others] = LANGUAGES.filter(([tag]) => tag !== 'en').map(([, , { problems }]) =>
    Object.keys(problems),
  );
  expect(others).toHaveLength(2);
  for (const each of others) expect(each).toEqual(first);
  expect(first).toEqual(expect.arrayContaining(Object.keys(en.problems)));
});

test.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['es_419', 'es'],
  ['zh', 'zh-CN'],
  ['zh-Hans-SG', 'zh-CN'],
  ['zh-TW', 'en'],
  ['zh-Hant', 'en'],
  ['fr', 'en'],
  ['den', 'en'],
  ['', 'en'],
])('%j is shown in %s', (tag, lang) => {
  expect(pickTexts(tag).lang).toBe(lang);
});

test('values are isolated', () => {
  expect(fill('Only {names}', { names: 'a, b' })).toBe('Only \u2068a, b\u2069');
});
