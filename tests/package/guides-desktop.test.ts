import { join } from 'node:path';
import type { Page, Target } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingForDesktop, onDesktop } from '../../scripts/browser/find-desktop.ts';
import { COMPANION } from '../../scripts/browser/launch-chromium.ts';
import { type Desktop, startDesktop } from '../../scripts/browser/start-desktop.ts';
import { pointOf } from '../consent/desktop-env.ts';
import { type BrowserEnv, createBrowserEnv } from '../e2e/browser-env.ts';
import { type EmptyProject, emptyProject } from './empty-project.ts';
import { PAGES, writeGuide } from './guides.ts';
import { type Packed, pack } from './pack.ts';

/** The guides whose extension is open while the user answers, with real windows: headless, nothing loses the focus. */
const NAMES = ['new-extension', 'popup'] as const;
const missing = missingForDesktop();

describe.skipIf(missing.length > 0)(onDesktop(missing), () => {
  let packed: Packed;
  let project: EmptyProject;
  let desktop: Desktop;
  let browserEnv: BrowserEnv;

  beforeAll(async () => {
    packed = await pack();
    project = await emptyProject(packed.tarball);
    const folders = NAMES.map((name) => join(project.folder, name));
    for (const [index, name] of NAMES.entries()) {
      const guide = PAGES.find((page) => page.name === name);
      if (!guide) throw new Error(`There is no guide ${name}.`);
      await writeGuide(guide, folders[index] as string);
      await project.build(folders[index] as string);
    }
    desktop = await startDesktop();
    browserEnv = await createBrowserEnv({
      extensions: [COMPANION, ...folders.map((folder) => join(folder, 'dist'))],
      display: desktop.display,
    });
    await browserEnv.pair();
  });
  afterAll(async () => {
    await browserEnv.end();
    await desktop.stop();
    await project.remove();
    await packed.remove();
  });

  /** Clicks the extension's icon, which opens its panel or popup. */
  const open = async (guide: string, file: string): Promise<Page> => {
    const loaded = await browserEnv.browser.extensions();
    const extension = [...loaded.values()].find(({ path }) => path.includes(`/${guide}/`));
    if (!extension) throw new Error(`The extension of the guide ${guide} is not loaded.`);
    const page = (await browserEnv.browser.pages())[0] ?? (await browserEnv.browser.newPage());
    await page.bringToFront();
    const before = new Set(browserEnv.browser.targets());
    const isOpen = (target: Target) => !before.has(target) && target.url().includes(`/${file}`);
    const [target] = await Promise.all([
      browserEnv.browser.waitForTarget(isOpen),
      page.triggerExtensionAction(extension),
    ]);
    return target.asPage();
  };

  /** Clicks Allow with a real pointer in the window that a click on a button of the extension opens. */
  const allow = async (page: Page, button: string) => {
    const before = new Set(browserEnv.browser.targets());
    const [target] = await Promise.all([
      browserEnv.browser.waitForTarget((each) => !before.has(each) && each.url().includes('/approve.html')),
      page.click(button),
    ]);
    const window = await target.asPage();
    await window.waitForSelector('#allow:enabled');
    const closed = new Promise((resolve) => window.once('close', resolve));
    const { x, y } = await pointOf(window, '#allow');
    await desktop.input('mousemove', x, y, 'click', 1);
    await closed;
  };

  const answered = async (page: Page) => {
    await page.waitForFunction(() => document.querySelector('output')?.value.endsWith('🎉'), {
      polling: 100,
    });
  };

  test('a side panel stays open while the user answers, and shows the answer', async () => {
    const panel = await open('new-extension', 'panel.html');
    await panel.type('input', 'Hello');
    await allow(panel, 'button');
    await answered(panel);
    await panel.close();
  });

  test('a popup is closed by the window, and has its draft when it is opened again', async () => {
    const first = await open('popup', 'popup.html');
    await first.type('input', 'Hello');
    await first.waitForSelector('#allow:not([hidden])');
    const closed = new Promise((resolve) => first.once('close', resolve));
    await allow(first, '#allow');
    await closed;
    const again = await open('popup', 'popup.html');
    // Its script may run after its target is there.
    await expect.poll(() => again.$eval('input', ({ value }) => value)).toBe('Hello');
    await again.waitForSelector('#ask:enabled');
    await again.click('#ask');
    await answered(again);
  });
});
