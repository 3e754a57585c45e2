import type { Page } from 'puppeteer';

/** Asks a question in the chat page and prints the answer as it arrives. Returns the milliseconds to the first token. */
export const askAndPrint = async (page: Page, model: string, question: string): Promise<number> => {
  let printed = 0;
  await page.exposeFunction('printAnswer', (text: string) => {
    process.stdout.write(text.slice(printed));
    printed = text.length;
  });
  await page.waitForSelector('#models:enabled');
  await page.select('#models', model);
  await page.evaluate(() => {
    const { printAnswer } = globalThis as unknown as { printAnswer(text: string): void };
    const tell = () => {
      const answer = document.querySelector('[data-testid=answer]');
      if (answer?.textContent) printAnswer(answer.textContent);
    };
    const talk = document.getElementById('talk');
    if (talk)
      new MutationObserver(tell).observe(talk, { childList: true, subtree: true, characterData: true });
  });
  await page.type('#prompt', question);
  await page.click('#send');
  await page.waitForSelector('[data-testid=first-token-ms], #trouble > *', { timeout: 0 });
  const trouble = await page.$eval('#trouble', (each) => each.textContent);
  if (trouble) throw new Error(trouble);
  return Number(await page.$eval('[data-testid=first-token-ms]', (each) => each.textContent));
};
