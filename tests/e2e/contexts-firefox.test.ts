import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONTEXTS_PAGES, contextsManifest } from '../fixtures/contexts/manifest.config.ts';
import { buildFixture } from './build-fixture.ts';
import { type FirefoxScene, setFirefoxScene } from './firefox-scene.ts';

/** One chat from every kind of context that an extension has in Firefox. It has no offscreen documents. */
const PAGES = 'moz-extension://33333333-3333-4333-8333-333333333333';

let scene: FirefoxScene;
let options: Page;

const answerOf = async (context: string): Promise<string> => {
  const shown = await options.waitForFunction(
    (name) => {
      const text = document.querySelector<HTMLOutputElement>('#answers')?.value || '{}';
      return (JSON.parse(text) as Record<string, string>)[name];
    },
    { polling: 100 },
    context,
  );
  return (await shown.jsonValue()) as string;
};

beforeAll(async () => {
  const folder = await buildFixture('contexts', 'firefox', {
    manifest: contextsManifest('firefox'),
    pages: CONTEXTS_PAGES,
  });
  scene = await setFirefoxScene([{ folder, id: 'contexts@ollama-turnkey', pages: PAGES }]);
  await scene.pair();
  await scene.allow(async () => {
    options = await scene.open(`${PAGES}/options.html`, '#answers');
  });
});
afterAll(() => scene.end());

test('options page', async () => {
  expect(await answerOf('options')).toContain('"done":true');
});

for (const context of ['background', 'panel', 'popup']) {
  test(context, async () => {
    await options.bringToFront();
    await options.click(`#${context}`);
    expect(await answerOf(context)).toContain('"done":true');
  });
}

test('content script, through its own background', async () => {
  const page = await scene.browser.newPage();
  await page.goto(scene.ollama.url);
  expect(await answerOf('content')).toContain('"done":true');
  await page.close();
});

test('a content script sends and reads what comes in pieces', async () => {
  const page = await scene.browser.newPage();
  await page.goto(`${scene.ollama.url}/#much`);
  expect(await answerOf('content-much')).toContain('"done":true');
  const sent = scene.ollama.requests.findLast(({ path }) => path === '/api/chat');
  expect(JSON.parse(String(sent?.body)).messages[0].content === 'ä'.repeat(500_000)).toBe(true);
  await page.close();
});

test('a content script’s abort closes the socket to Ollama', async () => {
  const { aborted } = scene.ollama;
  scene.ollama.holdNext({ afterTokens: 2 });
  const page = await scene.browser.newPage();
  await page.goto(`${scene.ollama.url}/#stop`);
  expect(await answerOf('content-stop')).toBe('enough');
  await scene.ollama.waitForIdle();
  expect(scene.ollama.aborted).toBe(aborted + 1);
  await page.close();
});
