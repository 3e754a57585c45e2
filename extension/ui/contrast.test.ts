import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The colours of the pages: those of the kit, and those that base.css adds. */
const css = ['tokens.css', 'base.css']
  .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
  .join('\n');

const TOKENS = new Map(
  [...css.matchAll(/--([\w-]+):[^;]*light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, ...both]) => [
    name,
    both,
  ]),
);

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

const colour = (name: string, at: number): string => {
  const found = TOKENS.get(name)?.[at];
  if (found === undefined) throw new Error(`Unknown colour "${name}".`);
  return found;
};

/** What pages, cards and fields are filled with. */
const GROUNDS = ['ground', 'field', 'tint'];

test('the contrast of black on white is 21, and that of grey as WebAIM computes it', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each([
  ['light', 0],
  ['dark', 1],
])('in %s', (_, at) => {
  // WCAG 1.4.3.
  test.each(
    ['ink', 'soft', 'accent', 'good', 'bad', 'caution'].flatMap((text) =>
      ['ground', 'field'].map((ground) => [text, ground] as const),
    ),
  )('the text %s on %s', (text, ground) => {
    expect(contrast(colour(text, at), colour(ground, at))).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ['on-accent', 'accent'],
    ['ink', 'tint'],
    ['ink', 'code'],
    ['soft', 'code'],
  ])('the text %s on %s', (text, ground) => {
    expect(contrast(colour(text, at), colour(ground, at))).toBeGreaterThanOrEqual(4.5);
  });

  // WCAG 1.4.11.
  test.each(GROUNDS)('people A17: the border of controls, and the focus ring, on %s', (ground) => {
    for (const border of ['edge', 'accent']) {
      expect(contrast(colour(border, at), colour(ground, at))).toBeGreaterThanOrEqual(3);
    }
  });
});

test('people A17: no control has the weaker border of cards', () => {
  const kit = readFileSync(new URL('kit.css', import.meta.url), 'utf8');
  const controls = `${kit}\n${css}`.match(/^(?:button|\.field|input)[^{]*\{[^}]*\}/gm) ?? [];
  expect(controls.length).toBeGreaterThan(2);
  expect(controls.filter((rule) => rule.includes('--line'))).toEqual([]);
  expect(kit).toMatch(/button,\n\.field \{[^}]*border: 1px solid var\(--edge\)/);
});
