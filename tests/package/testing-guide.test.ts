import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../../scripts/browser/launch-chromium.ts';
import { launchFirefox } from '../../scripts/browser/launch-firefox.ts';
import { openExtensionPage } from '../../scripts/browser/open-extension-page.ts';
import { type EmptyProject, emptyProject } from './empty-project.ts';
import { readGuide, writeGuide } from './guides.ts';
import { type Packed, pack } from './pack.ts';

/** The guide to testing: its tests run, and its page shows each state in a browser that has no Ollama Turnkey. */
const GUIDE = readGuide('docs/developers/testing.md');
const PAGES = 'moz-extension://66666666-6666-4666-8666-666666666666';

let packed: Packed;
let project: EmptyProject;
let folder: string;

beforeAll(async () => {
  packed = await pack();
  project = await emptyProject(packed.tarball);
  folder = join(project.folder, GUIDE.name);
  await writeGuide(GUIDE, folder);
});
afterAll(async () => {
  await project.remove();
  await packed.remove();
});

test('every block of code says which file it is', () => {
  expect(GUIDE.loose).toEqual([]);
});

test('the types are right', async () => {
  expect(await project.typesOf(folder, { skipLibCheck: true })).toBe('');
});

test('its tests pass in Vitest, in Node and in jsdom', async () => {
  const { success, numPassedTests, testResults } = await project.test(folder);
  expect(testResults.map(({ message }) => message)).toEqual(testResults.map(() => ''));
  expect([success, testResults.length]).toEqual([true, 3]);
  expect(numPassedTests).toBeGreaterThanOrEqual(11);
});

test('its test for Jest passes on CommonJS', async () => {
  const tests: (() => Promise<void>)[] = [];
  const source = GUIDE.files['ask.jest.cjs'] ?? '';
  const jest = new Function('require', 'test', 'expect', source);
  jest(
    createRequire(join(folder, 'ask.jest.cjs')),
    (_: string, run: () => Promise<void>) => tests.push(run),
    expect,
  );
  expect(tests).toHaveLength(1);
  for (const each of tests) await each();
});

describe('the page', () => {
  const CASES = [
    ['ready', /^Hello from the fake Ollama\.$/],
    ['companion_missing', /Install or enable/],
    ['denied', /Unblock this extension/],
    ['rate_limited', /Wait a minute/],
  ] as const;
  let home: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'turnkey-fake-'));
    for (const browser of ['chrome', 'firefox']) await project.build(folder, { BROWSER: browser });
  });
  afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

  test('in Chromium', async () => {
    const extensions = [join(folder, 'dist/chrome')];
    const browser = await launchChromium({ userDataDir: join(home, 'chromium'), extensions });
    try {
      const [id] = (await browser.extensions()).keys();
      for (const [state, words] of CASES) {
        const page = await browser.newPage();
        await page.goto(`chrome-extension://${id}/panel.html?state=${state}`);
        const shown = await page.waitForFunction(() => document.querySelector('output')?.value || undefined);
        expect(await shown.jsonValue(), state).toMatch(words);
      }
    } finally {
      await browser.close();
    }
  });

  test('in Firefox', async () => {
    const more = [{ folder: join(folder, 'dist/firefox'), id: 'panel@example.com', pages: PAGES }];
    const browser = await launchFirefox({ home, extensions: [], more });
    try {
      for (const [state, words] of CASES) {
        const page = await openExtensionPage(browser, `${PAGES}/panel.html?state=${state}`, 'output');
        const shown = await page.waitForFunction(() => document.querySelector('output')?.value || undefined);
        expect(await shown.jsonValue(), state).toMatch(words);
      }
    } finally {
      await browser.close();
    }
  });
});
