import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clickAllow } from '../../scripts/test-env/pages.ts';
import { buildFixture } from '../e2e/build-fixture.ts';
import { createFirefoxEnv, type FirefoxEnv } from '../e2e/firefox-env.ts';
import { ATTACKER_ID_FIREFOX, attackerManifest } from '../fixtures/attacker/manifest.config.ts';
import type { Attack } from '../fixtures/attacker/page.ts';

declare const attack: Attack;

const PAGES = 'moz-extension://55555555-5555-4555-8555-555555555555';

/** One scenario in order: a single prompt, and what is done about it. */
let browserEnv: FirefoxEnv;
let attacker: Page;
let asking: Page;

beforeAll(async () => {
  const manifest = attackerManifest('firefox');
  const folder = await buildFixture('attacker', 'firefox', { manifest, pages: ['page.html', 'cover.html'] });
  browserEnv = await createFirefoxEnv([{ folder, id: ATTACKER_ID_FIREFOX, pages: PAGES }]);
  await browserEnv.pair();
  attacker = await browserEnv.open(`${PAGES}/page.html`, 'body[data-ready]');
  const opened = new Promise<Page | null>((resolve) =>
    browserEnv.browser.once('targetcreated', (target) => resolve(target.page())),
  );
  await attacker.evaluate(() => attack.ask());
  asking = (await opened) as Page;
  await asking.waitForSelector('#answer:not([hidden])');
});
afterAll(() => browserEnv.end());

test('A1: in Firefox, Allow is enabled in front only, and every interruption restarts the wait', async () => {
  await asking.bringToFront();
  await asking.waitForSelector('#allow:enabled');
  await attacker.bringToFront();
  await asking.waitForSelector('#allow:disabled');
  await asking.bringToFront();
  await asking.waitForSelector('#allow:enabled');
});

test('A1: in Firefox, the same prompt cannot be answered in another tab', async () => {
  const address = await asking.evaluate(() => location.href);
  const other = await browserEnv.open(address, '#elsewhere:not([hidden]), #answer:not([hidden])');
  await other.bringToFront();
  expect(await other.$eval('#answer', (form) => form.matches('[hidden]'))).toBe(true);
  await other.close();
});

test('A1: in Firefox, a synthetic click gives nothing, and a click of the user does', async () => {
  await asking.bringToFront();
  await asking.waitForSelector('#allow:enabled');
  await asking.$eval('#allow', (button) => (button as HTMLButtonElement).click());
  expect(await asking.$('#answer:not([hidden])')).not.toBeNull();
  await clickAllow(asking);
  expect(await attacker.evaluate(() => attack.outcome())).toBe('allowed read,infer,embed');
});
