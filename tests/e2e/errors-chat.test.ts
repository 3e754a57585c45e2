import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ERRORS } from '../../shared/errors/codes.ts';
import { ask, type BrowserEnv, createBrowserEnv, shownCode, shownTrouble } from './browser-env.ts';
import { findProcesses } from './find-process.ts';

let browserEnv: BrowserEnv;
let chat: Page;

beforeAll(async () => {
  browserEnv = await createBrowserEnv();
  await browserEnv.pair();
  chat = await browserEnv.approvedChat();
});
afterAll(() => browserEnv.end());

const useKey = async (key: string) => {
  await chat.$eval('#more', (each) => each.setAttribute('open', ''));
  await chat.type('#own-key', key);
  await chat.click('[data-testid=use-key]');
};

test('model not found', async () => {
  await chat.evaluate(() => {
    const list = document.querySelector('select');
    list?.append(new Option('nope'));
    if (list) list.value = 'nope';
  });
  await ask(chat);
  expect(await shownCode(chat)).toBe('model_not_found');
  expect(await shownTrouble(chat)).toContain('ollama pull NAME');
  await chat.select('#models', 'smollm2:135m');
});

test('model error in the middle of an answer', async () => {
  browserEnv.ollama.failNextGeneration({ afterTokens: 3 });
  await ask(chat);
  expect(await shownCode(chat)).toBe('model_failed');
});

test('host killed in the middle of an answer', async () => {
  const gate = browserEnv.ollama.holdNext({ afterTokens: 3 });
  await ask(chat);
  await gate.reached;
  const hosts = await findProcesses(`${browserEnv.testEnv.data}/host/`);
  expect(hosts.length).toBeGreaterThan(0);
  for (const pid of hosts) process.kill(pid, 'SIGKILL');
  expect(await shownCode(chat)).toBe('interrupted');
  gate.release();
  await browserEnv.ollama.waitForIdle();
});

test('a question after the host was killed starts a new host', async () => {
  await ask(chat);
  await chat.waitForSelector('[data-testid=first-token-ms]');
});

test('mistyped key', async () => {
  await useKey(`${browserEnv.testEnv.key.slice(0, -1)}x`);
  expect(await shownCode(chat)).toBe('key_mistyped');
});

test('wrong key', async () => {
  const { formatKey } = await import('../../shared/key/key.ts');
  await useKey(formatKey('otk', 'AbCdEf12', 'x'.repeat(43)));
  expect(await shownCode(chat)).toBe('key_wrong');
});

test('revoked key', async () => {
  const key = (await browserEnv.testEnv.cli('key', 'create')).trim();
  await browserEnv.testEnv.cli('key', 'revoke', key.split('_')[1] ?? '');
  await useKey(key);
  expect(await shownCode(chat)).toBe('key_revoked');
  expect(await shownTrouble(chat)).toContain('ollama-turnkey api-key');
});

test('Ollama down', async () => {
  await useKey((await browserEnv.testEnv.cli('key', 'create')).trim());
  await chat.waitForSelector('#trouble:empty');
  await browserEnv.ollama.stop();
  await ask(chat);
  expect(await shownCode(chat)).toBe('ollama_unreachable');
  expect(await shownTrouble(chat)).toContain(ERRORS.ollama_unreachable.help.split('`')[0]);
});
