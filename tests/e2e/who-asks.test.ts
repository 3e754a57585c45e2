import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Turnkey } from '../../extension/sdk/index.ts';
import { COMPANION, EXAMPLE } from '../../scripts/browser/launch-chromium.ts';
import {
  answerApproval,
  approvalPage,
  clickAllow,
  EXAMPLE_ID,
  openChat,
  openOptions,
} from '../../scripts/test-env/pages.ts';
import { type BrowserEnv, createBrowserEnv } from './browser-env.ts';
import { buildProbe, openProbe } from './probe.ts';

declare const turnkey: Turnkey;

/** One scenario in order: what the user sees of the extensions that ask. */
let browserEnv: BrowserEnv;

beforeAll(async () => {
  browserEnv = await createBrowserEnv({ extensions: [COMPANION, EXAMPLE, await buildProbe()] });
  await browserEnv.pair();
});
afterAll(() => browserEnv.end());

const textOf = (page: Page, selector: string) => page.$eval(selector, (each) => each.textContent ?? '');

const grants = async () =>
  JSON.parse(await browserEnv.testEnv.cli('grants', 'list', '--json')) as {
    id: string;
    name: string;
    kind: string;
  }[];

const checked = (page: Page, name: string) =>
  page.$$eval(`[name=${name}]:checked`, (boxes) => boxes.map((box) => (box as HTMLInputElement).value));

/** Lets the probe ask, in the background of the test. */
const ask = (probe: Page, ...[wanted]: Parameters<Turnkey['requestAccess']>) =>
  probe.evaluate((request) => turnkey.requestAccess(request).catch(String), wanted);

test('the window names the extension, as its own claim, with its icon and its id', async () => {
  await openChat(browserEnv.browser);
  const window = await approvalPage(browserEnv.browser);
  expect(await textOf(window, '#question')).toBe('“Turnkey Chat” wants to use Ollama');
  expect(await window.title()).toContain('Turnkey Chat');
  expect(await textOf(window, '#who')).toContain('not verified');
  expect(await textOf(window, '#who code')).toBe(EXAMPLE_ID);
  const drawn = await window.$eval('#who img', (each) => {
    const { src, naturalWidth: width, naturalHeight: height } = each as HTMLImageElement;
    return [src.slice(0, 22), width, height];
  });
  expect(drawn).toEqual(['data:image/png;base64,', 48, 48]);
  expect(await textOf(window, '#namesakes')).toBe('');
});

test('a new permission ends after 30 days', async () => {
  const window = await approvalPage(browserEnv.browser);
  expect(await checked(window, 'duration')).toEqual(['month']);
  await answerApproval(browserEnv.browser, 'allow');
});

test('the command line and the settings show the name, until the user renames it', async () => {
  const [grant] = (await grants()).filter(({ kind }) => kind === 'approval');
  expect(grant).toMatchObject({ name: 'Turnkey Chat', claimedName: 'Turnkey Chat' });
  const options = await openOptions(browserEnv.browser);
  await options.waitForSelector('#allowed strong');
  expect(await textOf(options, '#allowed strong')).toBe('Turnkey Chat');
  await browserEnv.testEnv.cli('grants', 'rename', grant?.id ?? '', 'Probe');
  await options.reload();
  await options.waitForSelector('#allowed strong');
  expect(await textOf(options, '#allowed strong')).toBe('Probe');
  await options.click('#allowed .entry');
  await options.waitForSelector('.identity');
  expect(await textOf(options, '.identity')).toContain('calls itself “');
  expect(await textOf(options, '.identity')).toContain('Turnkey Chat');
  await options.close();
});

test('another extension with the same name is pointed out, and what has a risk is not preselected', async () => {
  const probe = await openProbe(browserEnv.browser);
  const asking = ask(probe, { scopes: ['read', 'infer', 'cloud', 'manage'] });
  const window = await approvalPage(browserEnv.browser);
  expect(await textOf(window, '#namesakes code')).toBe(EXAMPLE_ID);
  // It has no icon: its id is drawn instead.
  expect(await window.$$('#who svg.identicon')).toHaveLength(1);
  expect(await checked(window, 'scope')).toEqual(['read', 'infer']);
  expect(await window.$$('.risks .risk')).toHaveLength(2);
  await answerApproval(browserEnv.browser, 'allow');
  expect(await asking).toMatchObject({ scopes: ['read', 'infer'] });
  await probe.close();
});

test('a request for more that has a risk cannot be allowed without choosing it', async () => {
  const probe = await openProbe(browserEnv.browser);
  const asking = ask(probe, { scopes: ['read', 'cloud'] });
  const target = await browserEnv.browser.waitForTarget((each) => each.url().includes('/approve.html'));
  const window = await target.asPage();
  await window.waitForSelector('#answer:not([hidden])');
  await window.bringToFront();
  expect(await textOf(window, '#question')).toBe('“Probe” wants more access');
  await window.waitForFunction(() =>
    document.getElementById('lacks')?.textContent?.includes('new permission'),
  );
  expect(await window.$('#allow:enabled')).toBeNull();
  await window.click('[name=scope][value=cloud]');
  await clickAllow(window);
  expect(await asking).toMatchObject({ scopes: ['cloud', 'read', 'infer'] });
  await probe.close();
});
