import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { launchFirefox } from '../../scripts/browser/launch-firefox.ts';
import { PRIVATE_PROMPT } from '../../scripts/leaks/private-words.ts';
import { createStandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { MODEL } from './ask.ts';
import { PLAIN_ID, plainExtension } from './plain-extension.ts';
import { createServeEnv, type ServeEnv } from './start-serve.ts';

const PAGES = 'moz-extension://44444444-4444-4444-8444-444444444444';

/** Opens the page of the extension in each browser. */
const OPEN = {
  async chromium(folder: string, home: string): Promise<{ browser: Browser; page: Page }> {
    const browser = await launchChromium({ userDataDir: home, extensions: [folder] });
    const worker = await browser.waitForTarget((each) => each.url().endsWith('/background.js'));
    const page = await browser.newPage();
    await page.goto(worker.url().replace('background.js', 'page.html'));
    return { browser, page };
  },
  async firefox(folder: string, home: string): Promise<{ browser: Browser; page: Page }> {
    const more = [{ folder, id: PLAIN_ID, pages: PAGES }];
    const browser = await launchFirefox({ home, extensions: [], more });
    const page = await browser.newPage();
    // WebDriver gets no load event for pages of an extension.
    page.goto(`${PAGES}/page.html`).catch(() => {});
    await page.waitForSelector('#there');
    return { browser, page };
  },
};

interface Wish {
  readonly url: string;
  readonly key?: string;
  readonly content: string;
  readonly model: string;
}

/** Runs in the extension: sends a chat and reads the first chunk of the answer. */
const begin = async ({ url, key, content, model }: Wish) => {
  const response = await fetch(`${url}/api/chat`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(key && { Authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ model, messages: [{ role: 'user', content }] }),
  });
  // The types of a byte stream and of its decoder do not match.
  const decoder = new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>;
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(decoder).getReader();
  const { value = '' } = await reader.read();
  Object.assign(globalThis, { reader });
  return { status: response.status, text: value };
};

/** Runs in the extension: reads the rest. */
const finish = async () => {
  const { reader } = globalThis as unknown as { reader: ReadableStreamDefaultReader<string> };
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return rest;
    rest += value;
  }
};

describe.each(['chromium', 'firefox'] as const)(
  'an extension with permission for this computer, in %s',
  (name) => {
    const ollama = createStandIn();
    let home: string;
    let extension: Awaited<ReturnType<typeof plainExtension>>;
    let browser: Browser;
    let page: Page;
    let testEnv: ServeEnv;
    let upstream: string;
    let url: string;
    let key: string;

    beforeAll(async () => {
      upstream = await ollama.start();
      testEnv = await createServeEnv();
      key = await testEnv.key();
      ({ url } = await testEnv.serve(['--upstream', upstream]));
      home = await mkdtemp(join(tmpdir(), 'turnkey-home-'));
      extension = await plainExtension(name);
      ({ browser, page } = await OPEN[name](extension.folder, home));
    });
    afterAll(async () => {
      await browser?.close();
      await extension.remove();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
      await testEnv.dispose();
      await ollama.stop();
    });

    const wish = (more: Pick<Wish, 'url' | 'key'>): Wish => ({
      ...more,
      content: PRIVATE_PROMPT,
      model: MODEL,
    });

    test('gets 403 from Ollama', async () => {
      expect(await page.evaluate(begin, wish({ url: upstream }))).toEqual({ status: 403, text: '' });
    });

    test('gets a streamed answer from serve with its key', async () => {
      const gate = ollama.holdNext({ afterTokens: 3 });
      const first = page.evaluate(begin, wish({ url, key }));
      await gate.reached;
      // The answer has started, although the model is still held.
      expect(await first).toEqual({ status: 200, text: expect.stringContaining('"content"') });
      gate.release();
      expect(await page.evaluate(finish)).toMatch(/"done":true/);
    });

    test('A15: a website gets an answer from serve with a key, and a refusal without one', async () => {
      const website = createServer((_, response) => {
        response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Website</title>');
      }).listen(0, '127.0.0.1');
      await once(website, 'listening');
      const site = await browser.newPage();
      onTestFinished(async () => {
        await site.close();
        website.closeAllConnections();
        website.close();
      });
      // A host name that is not on any list.
      await site.goto(`http://site.localhost:${(website.address() as AddressInfo).port}/`);
      const without = await site.evaluate(begin, wish({ url }));
      expect([without.status, JSON.parse(without.text).code]).toEqual([401, 'no_key']);
      const { status, text } = await site.evaluate(begin, wish({ url, key }));
      expect([status, text]).toEqual([200, expect.stringContaining('"content"')]);
    });

    test('can read why it is refused without a key', async () => {
      const { status, text } = await page.evaluate(begin, wish({ url }));
      expect([status, JSON.parse(text).code]).toEqual([401, 'no_key']);
    });
  },
);
