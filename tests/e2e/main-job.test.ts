import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type BrowserEnv, createBrowserEnv } from './browser-env.ts';

let browserEnv: BrowserEnv;
let chat: Page;

beforeAll(async () => {
  browserEnv = await createBrowserEnv();
  await browserEnv.pair();
  chat = await browserEnv.approvedChat();
});
afterAll(() => browserEnv.end());

test('the same page gets 403 from Ollama directly and a streamed 200 through Turnkey', async () => {
  // CORS hides the status of a rejected request from pages, but not from the browser's log.
  const network = await chat.createCDPSession();
  await network.send('Network.enable');
  const direct = new Promise<number>((resolve) => {
    network.once('Network.responseReceivedExtraInfo', ({ statusCode }) => resolve(statusCode));
  });
  const body = JSON.stringify({ model: 'smollm2:135m', messages: [{ role: 'user', content: 'Hi' }] });
  const refused = await chat.evaluate(
    (url, text) =>
      fetch(`${url}/api/chat`, { method: 'POST', body: text }).then(
        () => 'answered',
        (error: Error) => error.name,
      ),
    browserEnv.ollama.url,
    body,
  );
  expect(await direct).toBe(403);
  expect(refused).toBe('TypeError');

  await ask(chat);
  await chat.waitForSelector('[data-testid=first-token-ms]');
  expect(await chat.$eval('[data-testid=answer]', (each) => each.textContent)).toMatch(/^Hello! 👋.*🎉$/s);
  const [relayed] = browserEnv.ollama.requests.filter(({ path }) => path === '/api/chat').slice(-1);
  const names = relayed?.headers.map(([name]) => name.toLowerCase());
  expect(names).not.toContain('origin');
});

test('the example’s manifest has no permissions', async () => {
  const manifest = await chat.evaluate(() => chrome.runtime.getManifest());
  expect(manifest.permissions ?? []).toEqual([]);
  expect(manifest.host_permissions ?? []).toEqual([]);
});

test('a second question needs no second approval', async () => {
  await ask(chat, 'And again');
  await chat.waitForFunction(() => document.querySelectorAll('[data-testid=first-token-ms]').length === 2);
});
