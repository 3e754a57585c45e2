import type { Browser, Page } from 'puppeteer';
import { COMPANION, launchChromium } from '../browser/launch-chromium.ts';
import { createStandIn, type StandIn } from '../stand-in/create-stand-in.ts';
import { createTestEnv } from '../test-env/create-test-env.ts';
import { answerApproval, openOptions, pasteKey } from '../test-env/pages.ts';
import type { Adoption } from './adoption.ts';

/** What of an adopted extension works: a short text for each. */
export interface Findings {
  models: string;
  answer: string;
  stop: string;
  /** Warnings and errors in the console of its page. */
  readonly console: string[];
}

const MODEL = 'smollm2:135m';
const QUESTION = 'Hello';
/** The first and the last word of the stand-in's answer. */
const [FIRST, LAST] = ['Hello!', '🎉'];

/** Waits at most a minute, since a request that goes past Turnkey never arrives. */
const arrives = async (arrival: Promise<void>, what: string): Promise<void> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`${what} within a minute.`)), 60_000);
  await Promise.race([arrival, late.promise]).finally(() => clearTimeout(timer));
};

/** Waits for the last answer on the page to have one text and not the other. */
const shows = (page: Page, selector: string, text: string, not?: string) =>
  page.waitForFunction(
    (where, wanted, unwanted) => {
      const shown = Array.from(document.querySelectorAll(where)).at(-1)?.textContent ?? '';
      return shown.includes(wanted) && (unwanted === undefined || !shown.includes(unwanted));
    },
    { polling: 100 },
    selector,
    text,
    not,
  );

/** Asks, and resolves when Ollama has sent a part of the answer and waits. */
const askHalf = async (page: Page, ollama: StandIn, { ask, route, probes = 0, answer }: Adoption) => {
  const asked = () => ollama.requests.filter(({ path }) => path === route).length;
  const wanted = asked() + probes;
  const asking = ask(page, QUESTION);
  if (probes > 0)
    await arrives(
      ollama.waitFor(() => asked() >= wanted),
      `No request for ${route}`,
    );
  const gate = ollama.holdNext({ path: route, afterTokens: 5 });
  await asking;
  await arrives(gate.reached, `No request for ${route}`);
  await shows(page, answer, FIRST, LAST);
  return gate;
};

const seeModels = async (page: Page, { models }: Adoption): Promise<string> => {
  if (models === undefined) return 'it has no list';
  await page.waitForSelector(models);
  const shown = await page.$$eval(models, (all) => all.map((each) => each.textContent ?? ''));
  if (!shown.includes(MODEL)) throw new Error(`The list has ${shown.join(', ')}.`);
  return 'works';
};

const seeAnswer = async (page: Page, ollama: StandIn, adoption: Adoption): Promise<string> => {
  const gate = await askHalf(page, ollama, adoption);
  gate.release();
  await shows(page, adoption.answer, LAST);
  await ollama.waitForIdle();
  return 'works, streamed';
};

const seeStop = async (page: Page, ollama: StandIn, adoption: Adoption): Promise<string> => {
  const before = ollama.aborted;
  await askHalf(page, ollama, adoption);
  await (adoption.stop ? adoption.stop(page) : page.close());
  await arrives(
    ollama.waitFor(() => ollama.aborted > before),
    'The request did not end',
  );
  return adoption.stop ? 'works' : 'it has no button; closing its page works';
};

const attempt = (work: () => Promise<string>): Promise<string> =>
  work().catch((error: unknown) => `FAILS: ${error}`);

const use = async (
  browser: Browser,
  ollama: StandIn,
  adoption: Adoption,
  folder: string,
): Promise<Findings> => {
  const id = await browser.installExtension(folder);
  const console: string[] = [];
  browser.on('targetcreated', async (target) => {
    if (!target.url().startsWith(`chrome-extension://${id}/`)) return;
    const page = await target.page();
    page?.on('console', (message) => {
      if (['warn', 'error'].includes(message.type())) console.push(message.text());
    });
  });
  const allowed = answerApproval(browser, 'allow');
  // It is awaited below, unless a step before it fails.
  allowed.catch(() => {});
  const page = await adoption.open({ browser, id, model: MODEL });
  const models = await attempt(() => seeModels(page, adoption));
  const answer = await attempt(() => seeAnswer(page, ollama, adoption));
  await allowed;
  const stop = await attempt(() => seeStop(page, ollama, adoption));
  return { models, answer, stop, console };
};

/** Loads an adopted extension beside the built companion, allows it, and uses it. The stand-in rejects extensions. */
export const drive = async (adoption: Adoption, folder: string): Promise<Findings> => {
  const ollama = createStandIn({ models: [MODEL] });
  const testEnv = await createTestEnv(await ollama.start());
  const browser = await launchChromium({ userDataDir: testEnv.profile, extensions: [COMPANION] });
  try {
    const options = await openOptions(browser);
    await pasteKey(options, testEnv.key);
    await options.close();
    return await use(browser, ollama, adoption, folder);
  } finally {
    await browser.close();
    await ollama.stop();
    await testEnv.dispose();
  }
};
