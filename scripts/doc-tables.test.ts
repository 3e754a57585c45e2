import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { fillTables, README } from './doc-tables.ts';

const EMPTY = ['scopes', 'operations', 'errors', 'bench', 'benchServe'].map(
  (name) => `<!-- table:${name} -->\n<!-- /table -->`,
);

test('the tables of the README are those of the code', async () => {
  // A checkout may have other line ends.
  const text = (await readFile(README, 'utf8')).replaceAll('\r\n', '\n');
  expect(text, 'Run: node scripts/doc-tables.ts').toBe(fillTables(text));
});

test('filling twice changes nothing', () => {
  const once = fillTables(EMPTY.join('\n'));
  expect(fillTables(once)).toBe(once);
});

test('text outside the sections stays', () => {
  const filled = fillTables(`before\n${EMPTY.join('\nbetween\n')}\nafter`);
  expect(filled).toMatch(/^before\n.*(?:\nbetween\n.*){4}\nafter$/s);
});

test('a section that is missing is an error', () => {
  expect(() => fillTables(EMPTY.slice(1).join('\n'))).toThrow('no section for: scopes');
});

test('a section of an unknown table is an error', () => {
  expect(() => fillTables(`${EMPTY.join('\n')}\n<!-- table:browsers -->\n<!-- /table -->`)).toThrow(
    'no table "browsers"',
  );
});
