import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openChat } from '../../scripts/stage/pages.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { findProcesses } from './find-process.ts';
import { ask, type Scene, setScene, shownCode } from './scene.ts';

/** Every way to stop an answer must close the socket to Ollama, which then stops generating. */
let scene: Scene;
let chat: Page;

beforeAll(async () => {
  scene = await setScene();
  await scene.pair();
  await (await scene.approvedChat()).close();
});
afterAll(() => scene.end());

beforeEach(async () => {
  chat = await openChat(scene.browser);
  await chat.waitForSelector('#models:enabled');
  const gate = scene.ollama.holdNext({ afterTokens: 2 });
  await ask(chat);
  await gate.reached;
  expect(scene.ollama.activeGenerations).toBe(1);
});

const socketIsClosed = async (abortedBefore: number) => {
  await scene.ollama.waitForIdle();
  expect(scene.ollama.aborted).toBe(abortedBefore + 1);
};

test('Stop closes the socket to Ollama', async () => {
  const { aborted } = scene.ollama;
  await chat.click('#stop');
  await socketIsClosed(aborted);
  await chat.waitForSelector('#send:enabled');
  await chat.close();
});

test('closing the page closes the socket to Ollama', async () => {
  const { aborted } = scene.ollama;
  await chat.close();
  await socketIsClosed(aborted);
});

test('stopping the companion’s service worker closes the socket to Ollama and reports an error to the page', async () => {
  const { aborted } = scene.ollama;
  const target = await scene.browser.waitForTarget(
    (each) => each.type() === 'service_worker' && each.url().includes(COMPANION_ID_CHROMIUM),
  );
  await (await target.worker())?.close();
  await socketIsClosed(aborted);
  expect(await shownCode(chat)).toBe('interrupted');
});

test('closing the browser leaves no host and no socket', async () => {
  await scene.browser.close();
  await scene.ollama.waitFor(() => scene.ollama.openSockets === 0);
  expect(scene.ollama.activeGenerations).toBe(0);
  // Poll the process list until the hosts have ended, at most until the test's timeout.
  while ((await findProcesses(`${scene.stage.data}/host/`)).length > 0);
});
