import { expect, test } from 'vitest';
import { csvOf, toCsv } from './csv.ts';

test('values are separated and quoted as in RFC 4180', () => {
  expect(
    toCsv([
      ['a', 'b'],
      ['x, "y"', 1.5],
      ['two\nlines', null],
      ['semi;colon', -3],
    ]),
  ).toBe('\uFEFFa,b\r\n"x, ""y""",1.5\r\n"two\nlines",\r\n"semi;colon",-3\r\n');
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '=HYPERLINK("http://evil","x")',
  ' =1',
  '\t=1',
  '\r=1',
  '\u200b=1',
  '\u202e=1',
  '＝1',
  "|calc'!A0",
  '\tname',
])('a name cannot be run as a formula: %j', (name) => {
  const [, line = ''] = toCsv([['name'], [name]]).split('\r\n', 2);
  expect(toCsv([['name'], [name]])).toContain(`\r\n"'${name.replaceAll('"', '""')}"\r\n`);
  expect(line).toMatch(/^"'/);
});

test.each(['Notes', 'a=b', 'llama3.2:1b', '中文', "O'Neil"])('a harmless name is unchanged: %s', (name) => {
  expect(toCsv([[name]]).replace(/^\uFEFF|\r\n|"/g, '')).toContain(name);
});

test('objects have their columns in the given order', () => {
  expect(csvOf(['b', 'a'], [{ a: 1, b: 'x' }])).toBe('\uFEFFb,a\r\nx,1\r\n');
});
