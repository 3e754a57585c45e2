import { createHash, randomBytes } from 'node:crypto';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Turnkey } from '../../extension/sdk/index.ts';
import { findWorker } from '../../scripts/browser/find-worker.ts';
import { COMPANION } from '../../scripts/browser/launch-chromium.ts';
import { answerApproval } from '../../scripts/test-env/pages.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { type BrowserEnv, createBrowserEnv } from './browser-env.ts';
import { findProcesses } from './find-process.ts';
import { buildProbe } from './probe.ts';

declare const turnkey: Turnkey;
declare const pieces: { deflate: number; other: number };

const SILENCE_MS = 60_000;

let browserEnv: BrowserEnv;
let page: Page;

beforeAll(async () => {
  browserEnv = await createBrowserEnv({ extensions: [COMPANION, await buildProbe()] });
  await browserEnv.pair();
  const worker = await browserEnv.browser.waitForTarget(
    (each) => each.type() === 'service_worker' && !each.url().includes(COMPANION_ID_CHROMIUM),
  );
  page = await browserEnv.browser.newPage();
  await page.goto(new URL('page.html', worker.url()).href);
  await Promise.all([
    answerApproval(browserEnv.browser, 'allow'),
    page.evaluate(() => turnkey.requestAccess()),
  ]);
});
afterAll(() => browserEnv.end());

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const LONG_LINE = Buffer.from(`${JSON.stringify({ text: 'ä"\\\u0001😀'.repeat(250_000) })}\n`);
const EMOJI = Buffer.from('{"x":"😀"}\n');

const BODIES: Record<string, Buffer[]> = {
  'UTF-8 split in the middle of a character': [EMOJI.subarray(0, 8), EMOJI.subarray(8)],
  'a single line of more than 3 MiB': [LONG_LINE],
  'bytes that are no text': [randomBytes(300_000)],
  'an empty body': [],
};

/** The digest of the next answer, whose body arrives at the host in these chunks. */
const digestOf = (chunks: Buffer[]): Promise<string> => {
  browserEnv.ollama.scriptNext({ path: '/api/status', chunks });
  return page.evaluate(async () => {
    const response = await turnkey.fetch('http://ollama/api/status');
    const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  });
};

for (const [what, chunks] of Object.entries(BODIES)) {
  test(`the answer is byte-equal: ${what}`, async () => {
    expect(await digestOf(chunks)).toBe(sha256(Buffer.concat(chunks)));
  });
}

/** Opens the page again, with ports that count pieces, and that hide from the host what an old SDK does not announce. */
const watchPorts = async (isOld: boolean): Promise<void> => {
  await page.reload();
  await page.evaluate((old) => {
    const connect = chrome.runtime.connect;
    Object.assign(globalThis, { pieces: { deflate: 0, other: 0 } });
    chrome.runtime.connect = (...args: []) => {
      const port: chrome.runtime.Port = connect(...args);
      const post = port.postMessage.bind(port);
      port.postMessage = ({ deflate, ...message }) => post(old ? message : { ...message, deflate });
      port.onMessage.addListener((batch) => {
        for (const { type, deflate } of [batch].flat()) {
          if (type === 'data') pieces[deflate ? 'deflate' : 'other'] += 1;
        }
      });
      return port;
    };
  }, isOld);
};

test.each([
  ['this SDK gets a long answer in compressed pieces', false],
  ['an SDK that does not know compressed pieces gets the same answer without them', true],
])('%s', async (_, isOld) => {
  await watchPorts(isOld);
  expect(await digestOf([LONG_LINE])).toBe(sha256(LONG_LINE));
  const { deflate, other } = await page.evaluate(() => pieces);
  // What arrives alone may be too short to be compressed.
  expect([deflate > 0, deflate + other > 0]).toEqual([!isOld, true]);
  await page.reload();
});

test('a request body of 5 MB arrives unchanged', async () => {
  const content = 'ß'.repeat(2_500_000);
  const status = await page.evaluate(async (text) => {
    const body = JSON.stringify({ model: 'smollm2:135m', messages: [{ role: 'user', content: text }] });
    return (await turnkey.fetch('/api/chat', { method: 'POST', body })).status;
  }, content);
  expect(status).toBe(200);
  const sent = browserEnv.ollama.requests.findLast(({ path }) => path === '/api/chat');
  expect(JSON.parse(String(sent?.body)).messages[0].content === content).toBe(true);
});

test('a denial is a response in Ollama’s own error format', async () => {
  const answer = await page.evaluate(async () => {
    const response = await turnkey.fetch('/api/pull', { method: 'POST', body: '{"model":"x"}' });
    return { status: response.status, body: await response.json() };
  });
  expect(answer).toMatchObject({ status: 403, body: { code: 'scope_missing' } });
  expect(answer.body.error).toMatch(/"manage".*\[scope_missing\]$/);
});

test('warmUp starts the worker of the companion and the host, before there is a request', async () => {
  const { browser, testEnv, ollama } = browserEnv;
  const hosts = async () => (await findProcesses(`${testEnv.data}/host/`)).length;
  const find = () => findWorker(browser, COMPANION_ID_CHROMIUM);
  await page.evaluate(() => turnkey.close());
  await (await find()?.worker())?.close();
  await expect.poll(hosts).toBe(0);
  await expect.poll(find).toBeUndefined();
  const asked = ollama.requests.filter(({ path }) => path === '/api/chat').length;

  await page.evaluate(() => turnkey.warmUp());
  await expect.poll(hosts).toBe(1);
  expect(find()).toBeDefined();
  expect(ollama.requests.filter(({ path }) => path === '/api/chat')).toHaveLength(asked);
  expect(await page.evaluate(async () => (await turnkey.fetch('/api/version')).status)).toBe(200);
});

test('stopping the calling service worker closes the socket to Ollama', async () => {
  const { aborted } = browserEnv.ollama;
  const gate = browserEnv.ollama.holdNext({ afterTokens: 2 });
  await page.evaluate(() => void chrome.runtime.sendMessage({ model: 'smollm2:135m' }));
  await gate.reached;
  const folder = page.url().replace(/[^/]*$/, '');
  const target = await browserEnv.browser.waitForTarget(
    (each) => each.type() === 'service_worker' && each.url().startsWith(folder),
  );
  await (await target.worker())?.close();
  await browserEnv.ollama.waitForIdle();
  expect(browserEnv.ollama.aborted).toBe(aborted + 1);
});

test(
  'a service worker gets a reply that starts after 60 seconds of silence',
  async () => {
    const gate = browserEnv.ollama.holdNext();
    await page.evaluate(() => void chrome.runtime.sendMessage({ model: 'smollm2:135m' }));
    await gate.reached;
    // The silence is what is tested, not a wait.
    await new Promise((resolve) => setTimeout(resolve, SILENCE_MS));
    gate.release();
    await page.waitForFunction(
      async () => (await chrome.storage.local.get('answer'))['answer'] !== undefined,
    );
    const { answer } = await page.evaluate(() => chrome.storage.local.get('answer'));
    expect(answer).toMatch(/"done":true/);
  },
  SILENCE_MS * 2,
);
