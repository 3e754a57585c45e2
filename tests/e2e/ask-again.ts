import type { Browser, Page } from 'puppeteer';
import { expect, test } from 'vitest';
import { clickAllow } from '../../scripts/test-env/pages.ts';
import { approvalAfter } from './first-question.ts';

interface Setting {
  readonly browser: Browser;
  /** Opens the chat of the example, which asks for access. */
  openChat(): Promise<Page>;
}

const AGAIN = '#trouble .action button';

/** A2: someone who closed the approval window gets their answer within two clicks, in both browsers. */
export const testAskAgain = (setting: () => Setting): void => {
  test('people A2: after the window was closed, Ask again and Allow lead to the answer', async () => {
    const { browser, openChat } = setting();
    const opened = Promise.withResolvers<Page>();
    const window = await approvalAfter(browser, async () => opened.resolve(await openChat()));
    const chat = await opened.promise;
    await window.close();
    await chat.waitForSelector(AGAIN);

    await chat.bringToFront();
    await chat.type('#prompt', 'Why is the sky blue?');
    await chat.keyboard.press('Enter');
    await chat.waitForFunction(() => document.querySelector('#status')?.textContent === '');
    await chat.waitForSelector(AGAIN);
    const trouble = await chat.$eval('#trouble', (each) => (each as HTMLElement).innerText);
    expect(trouble).toContain('You closed the request.');
    expect(trouble).toContain('Ask again');

    let clicks = 0;
    const again = await approvalAfter(browser, async () => {
      await chat.click(AGAIN);
      clicks += 1;
    });
    await clickAllow(again);
    clicks += 1;
    await chat.waitForSelector('[data-testid=first-token-ms]');
    expect(await chat.$eval('[data-testid=answer]', (each) => each.textContent)).toContain('Hello');
    expect(clicks).toBe(2);
  });
};
