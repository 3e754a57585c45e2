import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { COMPANION } from '../../scripts/browser/launch-chromium.ts';
import { type Desktop, type Point, startDesktop } from '../../scripts/browser/start-desktop.ts';
import { type BrowserEnv, createBrowserEnv } from '../e2e/browser-env.ts';
import { buildFixture } from '../e2e/build-fixture.ts';
import { attackerManifest } from '../fixtures/attacker/manifest.config.ts';
import type { Attack } from '../fixtures/attacker/page.ts';

declare const attack: Attack;
declare const seen: string[];

/** An approval prompt for the attacking extension. */
export interface Question {
  /** A page of the attacker in a tab. */
  readonly attacker: Page;
  /** The attacker's extension id. */
  readonly id: string;
  /** The approval window. */
  readonly window: Page;
  /** Clicks Deny if the prompt is still open. Resolves with what the attacker got. */
  deny(): Promise<string | undefined>;
  /** What the attacker got. */
  outcome(): Promise<string | undefined>;
}

export interface DesktopEnv extends BrowserEnv {
  readonly desktop: Desktop;
  /** Lets an extension that never asked before ask for access. */
  question(): Promise<Question>;
}

/** Records the buttons below the pointer for every click in a page, whether or not the page handles it. */
export const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.assign(globalThis, { seen: [] });
    const note = ({ clientX: x, clientY: y }: PointerEvent) => {
      const hit = [...document.querySelectorAll('button')].filter((button) => {
        const { left, right, top, bottom } = button.getBoundingClientRect();
        return left <= x && x <= right && top <= y && y <= bottom;
      });
      // After the page's own listeners.
      setTimeout(() => seen.push(...hit.map(({ id, textContent }) => id || (textContent ?? ''))));
    };
    addEventListener('pointerup', note, { capture: true });
  });

/** Waits until a page has received a click over a button, enabled or not. */
export const heard = async (page: Page, button: string): Promise<void> => {
  await page.waitForFunction((wanted) => seen.includes(wanted), {}, button);
};

/** The centre of an element, in screen coordinates. */
export const pointOf = (page: Page, selector: string): Promise<Point> =>
  page.$eval(selector, (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    // Chromium draws its own frame, with the same border left, right and below.
    const border = (outerWidth - innerWidth) / 2;
    return {
      x: Math.round(screenX + border + left + width / 2),
      y: Math.round(screenY + outerHeight - innerHeight - border + top + height / 2),
    };
  });

/** Waits until a window is in the foreground. */
export const inFront = (page: Page) => page.waitForFunction(() => document.hasFocus());

export const createDesktopEnv = async (): Promise<DesktopEnv> => {
  const pages = ['page.html', 'cover.html'];
  const built = await buildFixture('attacker', 'chromium', { manifest: attackerManifest('chromium'), pages });
  const desktop = await startDesktop();
  const browserEnv = await createBrowserEnv({ extensions: [COMPANION], display: desktop.display });
  await browserEnv.pair();
  let attackers = 0;
  return {
    ...browserEnv,
    desktop,
    async question() {
      attackers += 1;
      const folder = join(browserEnv.testEnv.folder, `attacker-${attackers}`);
      // Each folder gives another extension id: one that was denied may not ask again.
      await cp(built, folder, { recursive: true });
      const id = await browserEnv.browser.installExtension(folder);
      const attacker = await browserEnv.browser.newPage();
      await attacker.goto(`chrome-extension://${id}/page.html`);
      const open = new Set(browserEnv.browser.targets());
      const [target] = await Promise.all([
        browserEnv.browser.waitForTarget((each) => !open.has(each) && each.url().includes('/approve.html')),
        attacker.evaluate(() => attack.ask()),
      ]);
      const window = await target.asPage();
      await window.waitForSelector('#answer:not([hidden])');
      await listen(window);
      const outcome = () => attacker.evaluate(() => attack.outcome());
      return {
        attacker,
        id,
        window,
        outcome,
        async deny() {
          const closed = new Promise((resolve) => window.once('close', resolve));
          const { x, y } = await pointOf(window, '#deny');
          await desktop.input('mousemove', x, y, 'click', 1);
          await closed;
          return outcome();
        },
      };
    },
    async end() {
      await browserEnv.end();
      await desktop.stop();
    },
  };
};
