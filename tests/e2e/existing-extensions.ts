import type { Page } from 'puppeteer';
import { expect, test } from 'vitest';
import type { Target } from '../../extension/targets.ts';
import type { StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { byHandManifest } from '../fixtures/by-hand/manifest.config.ts';
import { withClientManifest } from '../fixtures/with-client/manifest.config.ts';
import { buildFixture } from './build-fixture.ts';

/** Existing extensions with an import added and a permission removed. */
const EXISTING = {
  'by-hand': byHandManifest,
  'with-client': withClientManifest,
} as const;

export type Existing = keyof typeof EXISTING;
export const NAMES = Object.keys(EXISTING) as readonly Existing[];

export const buildExisting = (name: Existing, target: Target): Promise<string> =>
  buildFixture(name, target, { manifest: EXISTING[name](target), pages: ['page.html'] });

const send = (page: Page, message: object) =>
  page.evaluate((each) => void chrome.runtime.sendMessage(each), message);

/** Waits for the result that the worker writes to the storage. */
const stored = async (page: Page, name: 'answer' | 'end'): Promise<string> => {
  const found = await page.waitForFunction(
    async (key) => (await chrome.storage.local.get(key))[key] as string | undefined,
    { polling: 100 },
    name,
  );
  return (await found.jsonValue()) as string;
};

interface Setting {
  readonly ollama: StandIn;
  /** A page of the extension. */
  page(name: Existing): Promise<Page>;
  /** Clicks Allow in the approval window that an action causes. */
  allow(cause: () => Promise<unknown>): Promise<unknown>;
}

/** The tests for both browsers. */
export const testExisting = (setting: () => Setting): void => {
  for (const name of NAMES) {
    test(`${name}: the answer is streamed to the end`, async () => {
      const page = await setting().page(name);
      await setting().allow(() => send(page, { prompt: 'Hello' }));
      expect(await stored(page, 'end')).toBe('done');
      expect(await stored(page, 'answer')).toMatch(/^Hello! 👋.*🎉$/s);
      const manifest = await page.evaluate(() => chrome.runtime.getManifest());
      expect([manifest.permissions, manifest.host_permissions ?? []]).toEqual([['storage'], []]);
      await page.close();
    });

    test(`${name}: stopping it closes the socket to Ollama`, async () => {
      const { ollama } = setting();
      const page = await setting().page(name);
      const { aborted } = ollama;
      await page.evaluate(() => chrome.storage.local.clear());
      ollama.holdNext({ afterTokens: 2 });
      await send(page, { prompt: 'And again' });
      await stored(page, 'answer');
      await send(page, { stop: true });
      expect(await stored(page, 'end')).toBe('AbortError');
      await ollama.waitForIdle();
      expect(ollama.aborted).toBe(aborted + 1);
      await page.close();
    });
  }
};
