import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type BrowserEnv, createBrowserEnv } from './browser-env.ts';
import { findProcesses } from './find-process.ts';

let browserEnv: BrowserEnv;

beforeAll(async () => {
  browserEnv = await createBrowserEnv();
  await browserEnv.pair();
});
afterAll(() => browserEnv.end());

const filesWith = async (folder: string, texts: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // The browser may remove its files while they are read.
    const content = await readFile(path, 'latin1').catch(() => '');
    if (texts.some((text) => content.includes(text))) found.push(path);
  }
  return found;
};

test('T6: no file of the browser or the host and no command line contains a key', async () => {
  const own = (await browserEnv.testEnv.cli('key', 'create')).trim();
  const chat = await browserEnv.approvedChat();
  await chat.$eval('#more', (each) => each.setAttribute('open', ''));
  await chat.type('#own-key', own);
  await chat.$eval('[data-testid=use-key]', (each) => (each as HTMLButtonElement).click());
  await ask(chat);
  await chat.waitForSelector('[data-testid=first-token-ms]');
  const page = await chat.content();

  const secrets = [own, browserEnv.testEnv.key].map((key) => key.split('_')[2]?.slice(0, 43) ?? '');
  for (const secret of secrets) {
    expect(secret).toHaveLength(43);
    expect(page).not.toContain(secret);
    expect(await findProcesses(secret)).toEqual([]);
  }
  // The browser writes its remaining data when it closes.
  await browserEnv.browser.close();
  expect(await filesWith(browserEnv.testEnv.folder, secrets)).toEqual([]);
});
