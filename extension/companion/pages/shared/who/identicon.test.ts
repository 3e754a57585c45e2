import { expect, test } from 'vitest';
import { identicon } from './identicon.ts';

const ID = 'obamonmbapecnboknmmnkjncclciglff';

/** The rows of the picture, as text. */
const drawn = (id: string) => {
  const { cells } = identicon(id);
  return Array.from({ length: 5 }, (_, y) =>
    Array.from({ length: 5 }, (_, x) =>
      cells.some((cell) => cell.x === x && cell.y === y) ? '#' : '.',
    ).join(''),
  );
};

test('an id always has the same picture', () => {
  expect(drawn(ID)).toEqual(drawn(ID));
  expect(drawn(ID)).toMatchInlineSnapshot(`
    [
      "#####",
      "#####",
      "#####",
      ".###.",
      "##.##",
    ]
  `);
});

test('a picture is symmetric', () => {
  for (const row of drawn(ID)) expect([...row].toReversed().join('')).toBe(row);
});

test('ids that differ in one character have different pictures', () => {
  const ids = Array.from(ID, (_, at) => `${ID.slice(0, at)}${ID[at] === 'a' ? 'b' : 'a'}${ID.slice(at + 1)}`);
  const pictures = [ID, ...new Set(ids)].map((id) => `${drawn(id).join('')} ${identicon(id).hue}`);
  expect(new Set(pictures).size).toBe(pictures.length);
});

test('every hue is used', () => {
  const hues = new Set(Array.from({ length: 1_000 }, (_, at) => identicon(`id ${at}`).hue));
  expect(hues.size).toBe(24);
});
