import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** The script that applies the chosen theme. It blocks, unlike a module, so nothing is painted before it. */
const SCRIPT = '<script src="/appearance.js"></script>';

test.each(globSync('*/*.html', { cwd: FOLDER }))('%s applies the theme before it is painted', (path) => {
  const html = readFileSync(`${FOLDER}/${path}`, 'utf8');
  expect(html).toContain(SCRIPT);
  expect(html.indexOf(SCRIPT)).toBeLessThan(html.search(/<link rel="stylesheet"|<script type="module"/));
});
