import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFirefoxEnv, type FirefoxEnv } from '../e2e/firefox-env.ts';
import { type EmptyProject, emptyProject } from './empty-project.ts';
import { PAGES, writeGuide } from './guides.ts';
import { type Packed, pack } from './pack.ts';

/** The first guide, as it is built for Firefox. */
const ADDRESS = 'moz-extension://55555555-5555-4555-8555-555555555555';

let packed: Packed;
let project: EmptyProject;
let browserEnv: FirefoxEnv;

beforeAll(async () => {
  packed = await pack();
  project = await emptyProject(packed.tarball);
  const guide = PAGES.find(({ name }) => name === 'new-extension');
  if (!guide) throw new Error('There is no first guide.');
  const folder = join(project.folder, guide.name);
  await writeGuide(guide, folder);
  await project.build(folder, {}, 'vite.firefox.mjs');
  browserEnv = await createFirefoxEnv([
    { folder: join(folder, 'dist-firefox'), id: 'ask-ollama@example.com', pages: ADDRESS },
  ]);
  await browserEnv.pair();
});
afterAll(async () => {
  await browserEnv.end();
  await project.remove();
  await packed.remove();
});

test('new-extension in Firefox', async () => {
  const page = await browserEnv.open(`${ADDRESS}/panel.html`, 'form');
  await page.type('input', 'Hello');
  await browserEnv.allow(() => page.click('button'));
  await page.bringToFront();
  await page.waitForFunction(() => document.querySelector('output')?.value.endsWith('🎉'), { polling: 100 });
  expect(await page.$eval('output', ({ value }) => value)).toMatch(/^Hello! 👋/);
});
