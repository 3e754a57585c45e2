import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Turnkey } from '../../extension/sdk/index.ts';
import { COMPANION, EXAMPLE } from '../../scripts/browser/launch-chromium.ts';
import { PRIVATE_PROMPT } from '../../scripts/leaks/private-words.ts';
import {
  answerApproval,
  approvalPage,
  clickAllow,
  letAskAgain,
  openOptions,
} from '../../scripts/test-env/pages.ts';
import type { GrantSummary } from '../../shared/access/grant.ts';
import { ask, type BrowserEnv, createBrowserEnv } from './browser-env.ts';
import { buildProbe, openProbe } from './probe.ts';

declare const turnkey: Turnkey;

const MODELS = ['smollm2:135m', 'llama3.2:latest'] as const;

/** One scenario in order: what a second extension may do at each step. */
let browserEnv: BrowserEnv;
let first: Page;
let second: Page;
let grant: GrantSummary;

beforeAll(async () => {
  browserEnv = await createBrowserEnv({
    ollama: { models: [...MODELS] },
    extensions: [COMPANION, EXAMPLE, await buildProbe()],
  });
  await browserEnv.pair();
  first = await browserEnv.approvedChat();
  second = await openProbe(browserEnv.browser);
});
afterAll(() => browserEnv.end());

/** The status and error code of a chat request of the second extension. */
const chat = (model: string) =>
  second.evaluate(
    async (name, content) => {
      const body = JSON.stringify({ model: name, messages: [{ role: 'user', content }] });
      const response = await turnkey.fetch('/api/chat', { method: 'POST', body });
      return { status: response.status, code: response.headers.get('x-turnkey-error') };
    },
    model,
    PRIVATE_PROMPT,
  );

test('T18: a permission of one extension does not apply to another: closing its window denies it', async () => {
  const refused = chat(MODELS[0]);
  await (await approvalPage(browserEnv.browser)).close();
  expect(await refused).toEqual({ status: 403, code: 'not_approved' });
  // An ordinary request opens no second window.
  expect(await chat(MODELS[0])).toEqual({ status: 403, code: 'not_approved' });
});

test('cancelling the request closes the prompt and its window', async () => {
  await second.evaluate(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const asking = turnkey.requestAccess({ signal });
    asking.catch(() => {});
    Object.assign(globalThis, { stopAsking: () => controller.abort() });
  });
  const page = await approvalPage(browserEnv.browser);
  const closed = new Promise((resolve) => page.once('close', resolve));
  await second.evaluate(() => (globalThis as unknown as { stopAsking(): void }).stopAsking());
  await closed;
});

test('after two windows it must wait, until the user lets it ask again', async () => {
  expect(await second.evaluate(() => turnkey.requestAccess().catch(String))).toContain('[not_approved]');
  const options = await openOptions(browserEnv.browser);
  await options.waitForSelector('#unanswered button');
  await letAskAgain(options);
  await options.close();
});

test('it asks, and is allowed one model', async () => {
  const asking = second.evaluate(() => turnkey.requestAccess({ reason: 'To try one\nmodel \u202eonly' }));
  const page = await approvalPage(browserEnv.browser);
  expect(await page.$eval('#words', (each) => each.textContent)).toBe('To try one model only');
  await page.click('[name=which][value=some]');
  await page.waitForSelector('#allow:disabled');
  await page.click(`[name=model][value="${MODELS[0]}"]`);
  await page.waitForSelector('#allow:enabled');
  await answerApproval(browserEnv.browser, 'allow');
  grant = await asking;
  expect(grant).toMatchObject({ kind: 'approval', models: [MODELS[0]] });
});

test('it sees only that model, and is denied the other', async () => {
  const names = await second.evaluate(async () => {
    const { models } = (await (await turnkey.fetch('/api/tags')).json()) as { models: { name: string }[] };
    return models.map(({ name }) => name);
  });
  expect(names).toEqual([MODELS[0]]);
  expect(await chat(MODELS[1])).toEqual({ status: 403, code: 'model_not_allowed' });
  expect(await chat(MODELS[0])).toEqual({ status: 200, code: null });
});

test('it asks for the other model: the window shows what it has, which Deny leaves in place', async () => {
  const asking = second.evaluate(
    (model) => turnkey.requestAccess({ models: [model] }).catch(String),
    MODELS[1],
  );
  const page = await approvalPage(browserEnv.browser);
  const ticked = await page.$$eval('[name=model]:checked', (boxes) =>
    boxes.map((box) => (box as HTMLInputElement).value),
  );
  expect(ticked).toEqual([MODELS[0], MODELS[1]]);
  await answerApproval(browserEnv.browser, 'deny');
  expect(await asking).toContain('[denied]');
  expect(await chat(MODELS[0])).toEqual({ status: 200, code: null });
});

test('T14: revoking its access on the command line ends its stream with the reason', async () => {
  const gate = browserEnv.ollama.holdNext({ afterTokens: 3 });
  const ending = second.evaluate(async (model) => {
    const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'On and on' }] });
    const response = await turnkey.fetch('/api/chat', { method: 'POST', body });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    try {
      while (!(await reader.read()).done);
      return 'done';
    } catch (error) {
      return (error as { code?: string }).code;
    }
  }, MODELS[0]);
  await gate.reached;
  const revoked = Date.now();
  await browserEnv.testEnv.cli('grants', 'revoke', grant.id);
  // Ollama sends nothing more: only the revocation can end the stream.
  expect(await ending).toBe('access_revoked');
  console.log(`The stream ended ${Date.now() - revoked} ms after \`grants revoke\` was started.`);
  await browserEnv.ollama.waitForIdle();
  expect(await chat(MODELS[0])).toMatchObject({ status: 403, code: 'denied' });
});

test('the first extension is not affected', async () => {
  await first.bringToFront();
  await ask(first);
  await first.waitForSelector('[data-testid=first-token-ms]');
});

test('the settings list the denied extension, and can allow it', async () => {
  const options = await openOptions(browserEnv.browser);
  await options.waitForSelector('#denied li');
  const [allow] = await options.$$('#denied button');
  await allow?.click();
  await options.waitForSelector('dialog[open] fieldset');
  await options.click('[name=duration][value=month]');
  await clickAllow(options, '#change-save');
  await options.waitForSelector('dialog:not([open])');
  await options.waitForFunction(() => document.querySelectorAll('#allowed > li').length === 2);
  expect(await chat(MODELS[1])).toEqual({ status: 200, code: null });
});
