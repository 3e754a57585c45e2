import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { missingForDesktop, onDesktop } from '../../scripts/browser/find-desktop.ts';
import type { Point } from '../../scripts/browser/start-desktop.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import {
  createDesktopEnv,
  type DesktopEnv,
  heard,
  inFront,
  listen,
  pointOf,
  type Question,
} from './desktop-env.ts';

const OPTIONS = `chrome-extension://${COMPANION_ID_CHROMIUM}/pages/options/options.html`;

const missing = missingForDesktop();

describe.skipIf(missing.length > 0)(onDesktop(missing), () => {
  let browserEnv: DesktopEnv;

  beforeAll(async () => {
    browserEnv = await createDesktopEnv();
  });
  afterAll(() => browserEnv.end());
  afterEach(async () => {
    // Close what a failed test left open.
    const session = await browserEnv.browser.target().createCDPSession();
    const { targetInfos } = await session.send('Target.getTargets');
    for (const { type, url, targetId } of targetInfos) {
      if (type !== 'page' || url === 'about:blank') continue;
      // An answered window may be closing already.
      await session.send('Target.closeTarget', { targetId }).catch(() => {});
    }
    await session.detach();
  });

  const click = ({ x, y }: Point) => browserEnv.desktop.input('mousemove', x, y, 'click', 1);

  /** Waits for a page that the attacker opens. */
  const opened = async (address: string, open: () => Promise<unknown>): Promise<Page> => {
    const before = new Set(browserEnv.browser.targets());
    const opening = browserEnv.browser.waitForTarget(
      (each) => !before.has(each) && each.url().includes(address),
    );
    await open();
    return (await opening).asPage();
  };

  /** The bounds of the approval window, which any extension can read. */
  const boundsSeenBy = (attacker: Page) =>
    attacker.evaluate(async () => {
      const tab = (await chrome.tabs.query({})).find(({ url }) => url?.includes('/approve.html'));
      const asking = tab && (await chrome.windows.get(tab.windowId));
      const { id = 0, left = 0, top = 0, width = 0, height = 0 } = asking ?? {};
      return { id, left, top, width, height };
    });

  /** The attacker covers the approval window with its own, down to a line of the screen. */
  const cover = async (attacker: Page, bottom?: number): Promise<Page> => {
    const { left, top, width, height } = await boundsSeenBy(attacker);
    const bounds = { left, top, width, height: bottom === undefined ? height : bottom - top };
    const page = await opened('/cover.html', () =>
      attacker.evaluate(
        (each) => chrome.windows.create({ url: 'cover.html', type: 'popup', ...each }),
        bounds,
      ),
    );
    await inFront(page);
    return page;
  };

  const update = async ({ attacker }: Question, change: chrome.windows.UpdateInfo) => {
    const { id } = await boundsSeenBy(attacker);
    await attacker.evaluate((window, each) => chrome.windows.update(window, each), id, change);
  };

  /** Waits until the user has looked at the window for long enough. */
  const settled = ({ window }: Question) => window.waitForSelector('#allow:enabled');

  /** Expects that the click arrived over Allow and gave the attacker nothing. */
  const ignored = async ({ window, outcome }: Question) => {
    // An answered window is closed: only what the attacker got matters then.
    const arrived = heard(window, 'allow').catch(outcome);
    expect(await Promise.race([arrived, outcome()])).toBeUndefined();
  };

  test('A1: a click on Allow, after a second in front, gives the permission', async () => {
    const question = await browserEnv.question();
    await settled(question);
    await click(await pointOf(question.window, '#allow'));
    expect(await question.outcome()).toBe('allowed read,infer,embed');
  });

  test('A1: a key press on Allow, after a second in front, gives the permission', async () => {
    const question = await browserEnv.question();
    await settled(question);
    await question.window.focus('#allow');
    await browserEnv.desktop.input('key', 'Return');
    expect(await question.outcome()).toBe('allowed read,infer,embed');
  });

  test('A1: the second click of a double click on a disappearing cover gives nothing', async () => {
    const question = await browserEnv.question();
    await settled(question);
    const { x, y } = await pointOf(question.window, '#allow');
    await browserEnv.desktop.input('mousemove', x, y);
    await cover(question.attacker);
    await browserEnv.desktop.input('click', 1, 'sleep', 0.3, 'click', 1);
    await ignored(question);
    expect(await question.deny()).toBe('denied');
  });

  test('A1: a click on a partly covered window gives nothing', async () => {
    const question = await browserEnv.question();
    await settled(question);
    const point = await pointOf(question.window, '#allow');
    const page = await cover(question.attacker, point.y - 30);
    await click(point);
    await ignored(question);
    await page.close();
    expect(await question.deny()).toBe('denied');
  });

  test('A1: moving the window under the pointer just before a click gives nothing', async () => {
    const question = await browserEnv.question();
    await settled(question);
    const { x, y } = await pointOf(question.window, '#allow');
    const { left, top } = await boundsSeenBy(question.attacker);
    const [dx, dy] = [120, 40];
    await browserEnv.desktop.input('mousemove', x + dx, y + dy);
    await settled(question);
    await update(question, { left: left + dx, top: top + dy });
    await browserEnv.desktop.input('sleep', 0.08, 'click', 1);
    await ignored(question);
    expect(await question.deny()).toBe('denied');
  });

  test('A1: a shrunk window gives nothing and says why, until it is enlarged', async () => {
    const question = await browserEnv.question();
    await settled(question);
    const { width, height } = await boundsSeenBy(question.attacker);
    await update(question, { width: 330, height: 420 });
    await question.window.waitForFunction(() => innerHeight < 400);
    await question.window.waitForFunction(
      () =>
        document.querySelector('#allow:enabled') !== null ||
        document.getElementById('lacks')?.textContent?.includes('larger'),
    );
    await click(await pointOf(question.window, '#allow'));
    await ignored(question);
    await update(question, { width, height });
    await settled(question);
    expect(await question.deny()).toBe('denied');
  });

  test.each(['window', 'tab'])(
    'A1: the same question in another %s cannot be answered there',
    async (where) => {
      const question = await browserEnv.question();
      await settled(question);
      const other = await opened('/approve.html', () =>
        question.attacker.evaluate(async (kind) => {
          const [asking] = await chrome.windows.getAll({ windowTypes: ['popup'], populate: true });
          const url = asking?.tabs?.[0]?.url ?? '';
          if (kind === 'tab') await chrome.tabs.create({ url });
          else await chrome.windows.create({ url, type: 'popup', width: 300, height: 200 });
        }, where),
      );
      await inFront(other);
      await other.waitForSelector('#elsewhere:not([hidden]), #allow:enabled');
      expect(await other.$('#allow:enabled')).toBeNull();
      expect(await other.$eval('#answer', (form) => form.matches('[hidden]'))).toBe(true);
      await other.click('#reveal');
      await inFront(question.window);
      expect(await question.deny()).toBe('denied');
      await other.close();
    },
  );

  test('A1: settings in a window that another extension opened give nothing, and offer a tab', async () => {
    const question = await browserEnv.question();
    await settled(question);
    expect(await question.deny()).toBe('denied');
    const row = (name: string) => `#denied button[aria-label="${name} ${question.id}"]`;
    const options = await opened('/options.html', () =>
      question.attacker.evaluate(
        (url) => chrome.windows.create({ url, type: 'popup', width: 700, height: 700 }),
        OPTIONS,
      ),
    );
    await options.waitForSelector(row('Allow…'));
    await listen(options);

    await options.$eval(row('Unblock'), (button) => button.scrollIntoView({ block: 'center' }));
    await options.waitForFunction(
      () => document.getElementById('guard-hint')?.textContent?.includes('in a tab') ?? true,
    );
    await click(await pointOf(options, row('Unblock')));
    await heard(options, 'Unblock');

    await options.$eval(row('Allow…'), (button) => button.scrollIntoView({ block: 'center' }));
    await click(await pointOf(options, row('Allow…')));
    await options.waitForSelector('dialog[open] fieldset');
    await options.waitForFunction(
      () =>
        document.querySelector('#change-save:enabled') !== null ||
        document.getElementById('change-lacks')?.textContent !== '',
    );
    await click(await pointOf(options, '#change-save'));
    await heard(options, 'change-save');
    await click(await pointOf(options, '#change-cancel'));
    await options.waitForSelector('dialog:not([open])');

    const tab = await opened('/options.html', () => options.click('#open-tab'));
    await tab.waitForSelector(row('Unblock'));
    const type = await tab.evaluate(async () => (await chrome.windows.getCurrent()).type);
    expect(type).toBe('normal');
    await options.close();
    await inFront(tab);
    // A page that comes to the front reloads its lists. Reload it, so that this has happened already.
    await tab.reload();
    await tab.waitForSelector(row('Allow…'));

    // Nothing was given in the window: the tab can do it.
    await tab.click(row('Allow…'));
    await tab.waitForSelector('dialog[open] #change-save:enabled');
    await tab.click('#change-cancel');
    await tab.waitForSelector('#change:not([open])');
    await tab.click(row('Unblock'));
    await tab.waitForSelector(row('Unblock'), { hidden: true });
    await tab.close();
  });
});
