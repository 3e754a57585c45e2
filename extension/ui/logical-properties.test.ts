import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const SHEETS = globSync('**/*.css', { cwd, exclude: (name) => /(^|[\\/])dist$/.test(name) });

/** Declarations that name a side or an axis of the screen, so that they are wrong in the other direction of writing. */
const PHYSICAL =
  /(?<![-\w])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)[-\w]*|(?:min-|max-)?(?:width|height)|left|right|top|bottom|float)\s*:|text-align:\s*(?:left|right)|(?:margin|padding|inset):(?: [^ ;]+){4};/g;

test.each(SHEETS)('%s has logical properties only', (sheet) => {
  const rules = readFileSync(`${cwd}/${sheet}`, 'utf8').replaceAll(/\/\*.*?\*\/|\([^)]*\)/gs, '');
  expect(rules.match(PHYSICAL) ?? []).toEqual([]);
});
