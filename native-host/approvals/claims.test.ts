import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createClaims, MAX_CLAIMS } from './claims.ts';

const ICON = readFileSync(new URL('../../extension/example/icons/48.png', import.meta.url)).toString(
  'base64',
);

test('a name is sanitized, and an icon becomes a data URL', () => {
  const claims = createClaims();
  claims.setName('me', 'Notes\u202e\n');
  expect(claims.setIcon('me', ICON)).toBe(true);
  expect([claims.nameOf('me'), claims.iconOf('me')]).toEqual(['Notes', `data:image/png;base64,${ICON}`]);
});

test('an extension that claims nothing visible has no name', () => {
  const claims = createClaims();
  claims.setName('me', ' \u202e');
  expect([claims.nameOf('me'), claims.nameOf('you'), claims.iconOf('you')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('an icon that is not accepted leaves the previous one', () => {
  const claims = createClaims();
  claims.setIcon('me', ICON);
  expect(claims.setIcon('me', 'PHN2Zy8+')).toBe(false);
  expect(claims.iconOf('me')).toContain(ICON);
});

test('only the claims of the most recent extensions are kept', () => {
  const claims = createClaims();
  claims.setName('first', 'First');
  claims.setName('second', 'Second');
  for (let at = 2; at < MAX_CLAIMS; at += 1) claims.setName(`${at}`, 'Other');
  claims.setName('first', 'First again');
  claims.setName('last', 'Last');
  expect([claims.nameOf('first'), claims.nameOf('second'), claims.nameOf('last')]).toEqual([
    'First again',
    undefined,
    'Last',
  ]);
});
