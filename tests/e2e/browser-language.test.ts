import { expect, onTestFinished, test } from 'vitest';
import { COMPANION, launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { createTestEnv } from '../../scripts/test-env/create-test-env.ts';
import { openOptions } from '../../scripts/test-env/pages.ts';

const NOWHERE = 'http://127.0.0.1:9';

test.for([
  ['de', 'de', 'Verbindung', 'Lässt die Erweiterungen'],
  ['es-419', 'es', 'Conexión', 'Permite que las extensiones'],
  ['zh-CN', 'zh-CN', '连接', '让您允许的扩展'],
  ['zh-TW', 'en', 'Connection', 'Lets the extensions'],
  ['fr', 'en', 'Connection', 'Lets the extensions'],
] as const)(
  'in a Chromium in %s, the pages and the manifest are in %s (skipped if Chromium lacks the language)',
  async ([language, lang, heading, description], { skip }) => {
    const testEnv = await createTestEnv(NOWHERE);
    onTestFinished(() => testEnv.dispose());
    const browser = await launchChromium({ userDataDir: testEnv.profile, extensions: [COMPANION], language });
    onTestFinished(() => browser.close());
    const page = await openOptions(browser);
    const own = await page.evaluate(() => chrome.i18n.getUILanguage());
    skip(own !== language, `Chromium speaks ${own} only`);
    await page.waitForSelector('[data-hop]');
    expect(await page.$eval('html', (html) => html.lang)).toBe(lang);
    expect(await page.$eval('#way', (title) => title.textContent)).toBe(heading);
    expect(await page.evaluate(() => chrome.runtime.getManifest().description)).toMatch(description);
  },
);
