import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CALLS } from '../native-host/rpc/table.ts';
import * as limitValues from '../shared/protocol/limits.ts';
import { fillTables, PAGES, pageFile } from './doc-tables.ts';

const ALL = Object.assign({}, ...Object.values(PAGES));
const NAMES = Object.keys(ALL);
const EMPTY = NAMES.map((name) => `<!-- table:${name} -->\n<!-- /table -->`);

test.each(Object.entries(PAGES))('the tables of %s are those of the code', async (page, tables) => {
  // A checkout may have other line ends.
  const text = (await readFile(pageFile(page), 'utf8')).replaceAll('\r\n', '\n');
  expect(text, 'Run: node scripts/doc-tables.ts').toBe(fillTables(text, tables));
});

test('a table is on one page', () => {
  expect(NAMES).toHaveLength(Object.values(PAGES).flatMap((tables) => Object.keys(tables)).length);
});

test('filling twice changes nothing', () => {
  const once = fillTables(EMPTY.join('\n'), ALL);
  expect(fillTables(once, ALL)).toBe(once);
});

test('text outside the sections stays', () => {
  const filled = fillTables(`before\n${EMPTY.join('\nbetween\n')}\nafter`, ALL);
  expect(filled).toMatch(new RegExp(`^before\\n.*(?:\\nbetween\\n.*){${EMPTY.length - 1}}\\nafter$`, 's'));
});

test('a section that is missing is an error', () => {
  expect(() => fillTables(EMPTY.slice(1).join('\n'), ALL)).toThrow(`no section for: ${NAMES[0]}`);
});

test('a section of an unknown table is an error', () => {
  expect(() => fillTables(`${EMPTY.join('\n')}\n<!-- table:browsers -->\n<!-- /table -->`, ALL)).toThrow(
    'no table "browsers"',
  );
});

test('every limit has a meaning, and every message its fields', () => {
  const text = fillTables(EMPTY.join('\n'), ALL);
  const rows = ALL['limits']().matchAll(/^\| `(\w+)` \| [\w, ]+ \| \w.* \|$/gm);
  expect(Array.from(rows, ([, name]) => name).sort()).toEqual(Object.keys(limitValues).sort());
  expect(text).toContain('| `MAX_FRAME_TO_HOST` | 4,194,304 |');
  expect(text).toContain('`protocol.min` (number, integer, at least 0)');
  expect(text).toContain('`body?.text?` (string)');
});

test('every call of the host is in the table, with who may make it', () => {
  const rows = ALL['calls']().matchAll(/^\| `([\w.]+)` \| (\w+) \|/gm);
  expect(Object.fromEntries(Array.from(rows, ([, name, right]) => [name, right]))).toEqual(
    Object.fromEntries(Object.entries(CALLS).map(([name, call]) => [name, call.right])),
  );
});
