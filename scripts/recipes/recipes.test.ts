import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readGuide } from '../../tests/package/guides.ts';
import { RECIPES } from './recipes.ts';

const FOLDER = fileURLToPath(new URL('../../docs/developers/recipes/', import.meta.url));
const WITHOUT_CODE = ['index', 'shipping'];

test('every recipe with code is built and used by the script', () => {
  const pages = readdirSync(FOLDER).map((file) => basename(file, '.md'));
  expect(pages.filter((name) => !WITHOUT_CODE.includes(name)).toSorted()).toEqual(
    RECIPES.map(({ name }) => name).toSorted(),
  );
});

test.each(RECIPES)('$name: says what to install and which files to write', ({ name, onFirstGuide }) => {
  const { files, commands } = readGuide(`docs/developers/recipes/${name}.md`);
  expect(commands.some((command) => command.startsWith('npm install '))).toBe(true);
  expect(commands.some((command) => command.startsWith('npx '))).toBe(!onFirstGuide);
  expect(Object.keys(files)).not.toEqual([]);
});
