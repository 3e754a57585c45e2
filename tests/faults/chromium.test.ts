import type { Page, Target } from 'puppeteer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Turnkey } from '../../extension/sdk/index.ts';
import { COMPANION } from '../../scripts/browser/launch-chromium.ts';
import { answerApproval, approvalPage } from '../../scripts/test-env/pages.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { type BrowserEnv, createBrowserEnv } from '../e2e/browser-env.ts';
import { findProcesses } from '../e2e/find-process.ts';
import { buildProbe, openProbe } from '../e2e/probe.ts';
import { listenersOf } from './listeners.ts';

declare const turnkey: Turnkey;
declare const fates: Record<string, Promise<string>>;

let browserEnv: BrowserEnv;
let page: Page;

const hosts = () => findProcesses(`${browserEnv.testEnv.data}/host/`);

beforeEach(async () => {
  browserEnv = await createBrowserEnv({ extensions: [COMPANION, await buildProbe()] });
  await browserEnv.pair();
  page = await openProbe(browserEnv.browser);
});

/** Each fault must leave no process, socket or listener, also after the browser has closed. */
afterEach(async () => {
  const { testEnv, ollama, browser } = browserEnv;
  for (const pid of await hosts()) expect(await listenersOf(pid).catch(() => [])).toEqual([]);
  if (browser.connected) await browser.close();
  await ollama.waitFor(() => ollama.openSockets === 0);
  expect([ollama.activeRequests, ollama.activeGenerations]).toEqual([0, 0]);
  // Poll the process list until it is empty, at most until the test's timeout.
  while ((await findProcesses(testEnv.folder)).length > 0);
  await browserEnv.end();
}, 60_000);

const approve = async () => {
  await Promise.all([
    answerApproval(browserEnv.browser, 'allow'),
    page.evaluate(() => turnkey.requestAccess()),
  ]);
};

/** Starts two requests, one with a streaming answer and one without a reply so far. The page records their results. */
const run = async () => {
  const start = (name: string) =>
    page.evaluate((key) => {
      const body = JSON.stringify({ model: 'smollm2:135m', messages: [{ role: 'user', content: 'Hello' }] });
      const chat = () =>
        turnkey
          .fetch('/api/chat', { method: 'POST', body })
          .then((response) => response.text())
          .then(
            () => 'done',
            (error: { code?: string }) => error.code ?? String(error),
          );
      const before = (globalThis as { fates?: Record<string, Promise<string>> }).fates;
      Object.assign(globalThis, { fates: { ...before, [key]: chat() } });
    }, name);
  // One after the other: two requests at once may reach Ollama in either order.
  const streams = browserEnv.ollama.holdNext({ afterTokens: 2 });
  await start('streaming');
  await streams.reached;
  const loads = browserEnv.ollama.holdNext();
  await start('loading');
  await loads.reached;
  return { streams, loads };
};

const settled = () => page.evaluate(async () => [await fates['streaming'], await fates['loading']]);

const version = () => page.evaluate(async () => (await turnkey.fetch('/api/version')).status);

const workerOf = (owner: (id: string) => boolean): Promise<Target> =>
  browserEnv.browser.waitForTarget(
    (each) => each.type() === 'service_worker' && owner(new URL(each.url()).host),
  );

const companionWorker = () => workerOf((id) => id === COMPANION_ID_CHROMIUM);

const socketsAreClosed = () => browserEnv.ollama.waitFor(() => browserEnv.ollama.activeRequests === 0);

test('R7: killing the host interrupts what ran, and the next call starts a new host', async () => {
  await approve();
  await run();
  const [host] = await hosts();
  process.kill(host as number, 'SIGKILL');
  expect(await settled()).toEqual(['interrupted', 'interrupted']);
  await socketsAreClosed();
  expect(await version()).toBe(200);
  expect(await hosts()).not.toContain(host);
});

test('R7: killing the host during a prompt sends the request again, since it has not begun', async () => {
  const answer = page.evaluate(async () => {
    const body = JSON.stringify({ model: 'smollm2:135m', messages: [{ role: 'user', content: 'Hello' }] });
    return (await turnkey.fetch('/api/chat', { method: 'POST', body })).text();
  });
  const first = await approvalPage(browserEnv.browser);
  const [host] = await hosts();
  const again = browserEnv.browser.waitForTarget(
    (each) => each.url().includes('/approve.html') && each.url() !== first.url(),
  );
  process.kill(host as number, 'SIGKILL');
  await again;
  await first.close().catch(() => {});
  await answerApproval(browserEnv.browser, 'allow');
  expect(await answer).toContain('"done":true');
  expect(browserEnv.ollama.requests.filter(({ path }) => path === '/api/chat')).toHaveLength(1);
});

test('R24: a host that is killed repeatedly is restarted only for requests', async () => {
  await approve();
  for (let count = 0; count < 4; count += 1) {
    expect(await version()).toBe(200);
    const [host, ...others] = await hosts();
    expect(others).toEqual([]);
    process.kill(host as number, 'SIGKILL');
    while ((await hosts()).length > 0);
  }
  expect(await version()).toBe(200);
});

test('R7: stopping the companion’s worker interrupts what ran, and the next call wakes it', async () => {
  await approve();
  await run();
  await (await (await companionWorker()).worker())?.close();
  expect(await settled()).toEqual(['interrupted', 'interrupted']);
  await socketsAreClosed();
  expect(await version()).toBe(200);
});

test('R7: reloading the companion interrupts what ran, and the next call reports the state', async () => {
  await approve();
  await run();
  const worker = await (await companionWorker()).worker();
  await worker?.evaluate(() => chrome.runtime.reload()).catch(() => {});
  expect(await settled()).toEqual(['interrupted', 'interrupted']);
  await socketsAreClosed();
  // Without developer mode, the browser disables an unpacked extension that reloads itself.
  const code = page.evaluate(() =>
    turnkey.fetch('/api/version').then(
      () => 'served',
      (error: { code?: string }) => error.code ?? String(error),
    ),
  );
  expect(['served', 'companion_missing']).toContain(await code);
});

test('R7: closing the page aborts its requests', async () => {
  await approve();
  await run();
  await page.close();
  await socketsAreClosed();
  expect(browserEnv.ollama.aborted).toBe(2);
});

test('R7: stopping the calling worker aborts its requests', async () => {
  await approve();
  const gate = browserEnv.ollama.holdNext({ afterTokens: 2 });
  await page.evaluate(() => void chrome.runtime.sendMessage({ model: 'smollm2:135m' }));
  await gate.reached;
  const own = new URL(page.url()).host;
  await (await (await workerOf((id) => id === own)).worker())?.close();
  await socketsAreClosed();
  expect(browserEnv.ollama.aborted).toBe(1);
});

test('killing Ollama ends what ran with an error, and the next call works after a restart', async () => {
  await approve();
  await run();
  const port = Number(new URL(browserEnv.ollama.url).port);
  await browserEnv.ollama.stop();
  expect(await settled()).toEqual(['ollama_interrupted', 'ollama_unreachable']);
  await browserEnv.ollama.start(port);
  expect(await version()).toBe(200);
});

test('R19: while Ollama stalls, other requests work, an abort closes the socket, and the rest get their answer', async () => {
  await approve();
  const { streams, loads } = await run();
  expect(await version()).toBe(200);
  const stalls = browserEnv.ollama.holdNext();
  const given = page.evaluate(async () => {
    const give = new AbortController();
    Object.assign(globalThis, { give });
    const body = JSON.stringify({ model: 'smollm2:135m', messages: [{ role: 'user', content: 'Hello' }] });
    return turnkey.fetch('/api/chat', { method: 'POST', body, signal: give.signal }).then(
      () => 'done',
      ({ name }: Error) => name,
    );
  });
  await stalls.reached;
  await page.evaluate(() => (globalThis as unknown as { give: AbortController }).give.abort());
  expect(await given).toBe('AbortError');
  await browserEnv.ollama.waitFor(() => browserEnv.ollama.aborted === 1);
  streams.release();
  loads.release();
  expect(await settled()).toEqual(['done', 'done']);
});

test('R8: the hosts of a killed browser exit', async () => {
  await approve();
  await run();
  expect(await hosts()).not.toEqual([]);
  const gone = new Promise((resolve) => browserEnv.browser.once('disconnected', resolve));
  browserEnv.browser.process()?.kill('SIGKILL');
  await gone;
  while ((await hosts()).length > 0);
  await socketsAreClosed();
  expect(browserEnv.ollama.aborted).toBe(2);
});
