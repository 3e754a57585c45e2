import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Turnkey } from '../../extension/sdk/index.ts';
import { COMPANION } from '../../scripts/browser/launch-chromium.ts';
import { buildHostile } from '../../scripts/floods/build-hostile.ts';
import type { FloodName } from '../../scripts/floods/client/floods.ts';
import type { HostilePage } from '../../scripts/floods/client/page.ts';
import { openHostile } from '../../scripts/floods/open-hostile.ts';
import { answerApproval } from '../../scripts/test-env/pages.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { type BrowserEnv, createBrowserEnv } from '../e2e/browser-env.ts';
import { commandLines } from '../e2e/find-process.ts';
import { buildProbe, openProbe } from '../e2e/probe.ts';
import { chat, GOOD } from './chat.ts';

declare const turnkey: Turnkey;
declare const hostile: HostilePage;

/** What an extension without a grant can do to a running stream of an allowed one, in a real Chromium. */
let browserEnv: BrowserEnv;
let allowed: Page;
let build: string;

beforeAll(async () => {
  build = await buildHostile('chromium');
  browserEnv = await createBrowserEnv({ extensions: [COMPANION, await buildProbe()] });
  browserEnv.browser.on('targetcreated', (target) => {
    if (target.url().includes('/approve.html')) windows += 1;
  });
  await browserEnv.pair();
  allowed = await openProbe(browserEnv.browser);
  const asking = allowed.evaluate(() => turnkey.requestAccess());
  await answerApproval(browserEnv.browser, 'allow');
  await asking;
});
afterAll(() => browserEnv.end());

/** The process id of the companion's host. */
const hosts = async () =>
  (await commandLines(browserEnv.testEnv.data)).filter((line) => line.includes(`${COMPANION_ID_CHROMIUM}/`));

/** The open approval windows. */
let windows = 0;

/** Each flood, with the error that ends its ports; null if its messages are valid. */
const CASES: readonly (readonly [FloodName, string | null])[] = [
  ['A2 form', 'protocol_error'],
  ['A2 json', 'protocol_error'],
  ['A2 small bodies', null],
  ['A2 uploads', null],
  ['A3 large message', 'protocol_error'],
  ['A3 calls', 'protocol_error'],
  ['A3 many calls', null],
  ['A5 windows', null],
  ['A6 status', null],
  ['A21 pings', 'too_many_requests'],
  ['A21 pongs', 'protocol_error'],
];

test.each(CASES)(
  '%s: an allowed extension is served, its stream ends whole, and the host stays',
  async (flood, code) => {
    const page = await openHostile(browserEnv.browser, build, browserEnv.testEnv.folder);
    windows = 0;
    const gate = browserEnv.ollama.holdNext({ afterTokens: 3 });
    const stream = chat(allowed);
    await gate.reached;
    const before = await hosts();
    const ended = code && page.evaluate((...of) => hostile.once(...of), flood, COMPANION_ID_CHROMIUM);
    if (code) expect(await ended).toBe(code);
    await page.evaluate((...of) => hostile.start(...of), flood, COMPANION_ID_CHROMIUM);
    for (let count = 0; count < 3; count += 1) expect(await chat(allowed)).toEqual(GOOD);
    await page.evaluate(() => hostile.stop());
    expect(windows).toBeLessThanOrEqual(2);
    gate.release();
    expect(await stream).toEqual(GOOD);
    expect([before.length, await hosts()]).toEqual([1, before]);
    await page.close();
  },
);
