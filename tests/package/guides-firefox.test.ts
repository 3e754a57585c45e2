import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FirefoxScene, setFirefoxScene } from '../e2e/firefox-scene.ts';
import { type EmptyProject, emptyProject } from './empty-project.ts';
import { PAGES, writeGuide } from './guides.ts';
import { type Packed, pack } from './pack.ts';

/** The first guide, as it is built for Firefox. */
const ADDRESS = 'moz-extension://55555555-5555-4555-8555-555555555555';

let packed: Packed;
let project: EmptyProject;
let scene: FirefoxScene;

beforeAll(async () => {
  packed = await pack();
  project = await emptyProject(packed.tarball);
  const guide = PAGES.find(({ name }) => name === 'new-extension');
  if (!guide) throw new Error('There is no first guide.');
  const folder = join(project.folder, guide.name);
  await writeGuide(guide, folder);
  await project.build(folder, {}, 'vite.firefox.mjs');
  scene = await setFirefoxScene([
    { folder: join(folder, 'dist-firefox'), id: 'ask-ollama@example.com', pages: ADDRESS },
  ]);
  await scene.pair();
});
afterAll(async () => {
  await scene.end();
  await project.remove();
  await packed.remove();
});

test('new-extension in Firefox', async () => {
  const page = await scene.open(`${ADDRESS}/panel.html`, 'form');
  await page.type('input', 'Hello');
  await scene.allow(() => page.click('button'));
  await page.bringToFront();
  await page.waitForFunction(() => document.querySelector('output')?.value.endsWith('🎉'), { polling: 100 });
  expect(await page.$eval('output', ({ value }) => value)).toMatch(/^Hello! 👋/);
});
