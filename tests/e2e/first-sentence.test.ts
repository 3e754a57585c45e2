import type { Page } from 'puppeteer';
import { afterEach, describe, expect, test } from 'vitest';
import { TARGETS } from '../../extension/targets.ts';
import { nextApproval } from './companion-pages.ts';
import { inStep, openWelcome, type WelcomeEnv } from './welcome-env.ts';

/** The goal for a new user with the Turnkey app installed: no terminal, and at most this many clicks. */
const MAX_CLICKS = 6;

let env: WelcomeEnv | undefined;

afterEach(async () => {
  await env?.end();
  env = undefined;
});

/** A person with a mouse: waits until a control is there and has stopped moving, and clicks it. */
const person = () => {
  let clicks = 0;
  return {
    get clicks() {
      return clicks;
    },
    async click(page: Page, selector: string) {
      await page.locator(selector).click();
      clicks += 1;
    },
  };
};

describe.each(TARGETS)('a new profile in %s, with the Turnkey app installed', (target) => {
  test('reaches the first sentence on the page that opens by itself', async () => {
    env = await openWelcome(target, ['smollm2:135m']);
    const { page } = env;
    const user = person();
    await user.click(page, '#claim');
    await user.click(page, '#hello');
    await inStep(page, 'hello', 'done');
    expect(await page.$eval('#answer', (each) => each.textContent)).toMatch(/^Hello! 👋.*🎉$/s);
    expect(user.clicks).toBe(2);
  });

  test('reaches it without a model, by a download', async () => {
    env = await openWelcome(target, []);
    const { page } = env;
    const user = person();
    await user.click(page, '#claim');
    await user.click(page, '.suggestions .primary');
    await user.click(page, '#hello');
    await inStep(page, 'hello', 'done');
    expect(user.clicks).toBe(3);
  });

  test('reaches it in an extension that asks for access', async () => {
    env = await openWelcome(target, ['smollm2:135m']);
    const user = person();
    await user.click(env.page, '#claim');
    await inStep(env.page, 'pair', 'done');
    const asked = nextApproval(env.browser);
    const chat = await env.openChat();
    const iconInToolbar = 1;
    const approval = await asked;
    await approval.bringToFront();
    await user.click(approval, '#allow');
    await chat.bringToFront();
    await chat.waitForSelector('#models:enabled');
    await chat.type('#prompt', 'Say hello.');
    await user.click(chat, '#send');
    await chat.waitForSelector('[data-testid=first-token-ms]');
    expect(user.clicks + iconInToolbar).toBe(4);
    expect(user.clicks + iconInToolbar).toBeLessThanOrEqual(MAX_CLICKS);
  });
});
