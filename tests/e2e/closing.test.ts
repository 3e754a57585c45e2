import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openChat } from '../../scripts/test-env/pages.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { ask, type BrowserEnv, createBrowserEnv, shownCode } from './browser-env.ts';
import { findProcesses } from './find-process.ts';

/** Every way to stop an answer must close the socket to Ollama, which then stops generating. */
let browserEnv: BrowserEnv;
let chat: Page;

beforeAll(async () => {
  browserEnv = await createBrowserEnv();
  await browserEnv.pair();
  await (await browserEnv.approvedChat()).close();
});
afterAll(() => browserEnv.end());

beforeEach(async () => {
  chat = await openChat(browserEnv.browser);
  await chat.waitForSelector('#models:enabled');
  const gate = browserEnv.ollama.holdNext({ afterTokens: 2 });
  await ask(chat);
  await gate.reached;
  expect(browserEnv.ollama.activeGenerations).toBe(1);
});

const socketIsClosed = async (abortedBefore: number) => {
  await browserEnv.ollama.waitForIdle();
  expect(browserEnv.ollama.aborted).toBe(abortedBefore + 1);
};

test('Stop closes the socket to Ollama', async () => {
  const { aborted } = browserEnv.ollama;
  await chat.click('#stop');
  await socketIsClosed(aborted);
  await chat.waitForSelector('#send:enabled');
  await chat.close();
});

test('closing the page closes the socket to Ollama', async () => {
  const { aborted } = browserEnv.ollama;
  await chat.close();
  await socketIsClosed(aborted);
});

test('stopping the companion’s service worker closes the socket to Ollama and reports an error to the page', async () => {
  const { aborted } = browserEnv.ollama;
  const target = await browserEnv.browser.waitForTarget(
    (each) => each.type() === 'service_worker' && each.url().includes(COMPANION_ID_CHROMIUM),
  );
  await (await target.worker())?.close();
  await socketIsClosed(aborted);
  expect(await shownCode(chat)).toBe('interrupted');
});

test('closing the browser leaves no host and no socket', async () => {
  await browserEnv.browser.close();
  await browserEnv.ollama.waitFor(() => browserEnv.ollama.openSockets === 0);
  expect(browserEnv.ollama.activeGenerations).toBe(0);
  // Poll the process list until the hosts have ended, at most until the test's timeout.
  while ((await findProcesses(`${browserEnv.testEnv.data}/host/`)).length > 0);
});
