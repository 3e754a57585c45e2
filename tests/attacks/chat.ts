import type { Page } from 'puppeteer';
import type { Turnkey } from '../../extension/sdk/index.ts';
import { PRIVATE_PROMPT } from '../../scripts/leaks/private-words.ts';

declare const turnkey: Turnkey;

/** The expected result of a complete chat. */
export const GOOD = { status: 200, done: true };

/** Sends a chat from the allowed extension and reads the whole answer. */
export const chat = (allowed: Page) =>
  allowed.evaluate(async (content) => {
    const body = JSON.stringify({ model: 'smollm2:135m', messages: [{ role: 'user', content }] });
    const response = await turnkey.fetch('/api/chat', { method: 'POST', body });
    return { status: response.status, done: (await response.text()).includes('"done":true') };
  }, PRIVATE_PROMPT);
