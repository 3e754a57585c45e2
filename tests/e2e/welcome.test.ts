import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../extension/companion/pages/shared/texts/en.ts';
import { TARGETS, type Target } from '../../extension/targets.ts';
import { LANGUAGES } from '../../extension/ui/texts/pick-texts.ts';
import { formatKey, ID_BYTES, idFrom, SECRET_BYTES, secretFrom } from '../../shared/key/key.ts';
import { NARROW } from './companion-pages.ts';
import { checkPage } from './page-faults.ts';
import { textOf } from './shown-text.ts';
import { inStep, openWelcome, type WelcomeEnv } from './welcome-env.ts';

const LANGS = LANGUAGES.map(([tag]) => tag);

/** As long as names are in practice. */
const MODELS = ['smollm2:135m', 'hf.co/bartowski/Meta-Llama-3.1-8B-Instruct-GGUF:Q4_K_M'];

/** Without motion: a colour in transition has an arbitrary contrast. Firefox has no command for that. */
const endMotion = (page: Page) =>
  page.evaluate(() => {
    for (const each of document.getAnimations()) {
      if (each.effect?.getTiming().iterations === Number.POSITIVE_INFINITY) each.cancel();
      else each.finish();
    }
  });

/** Checks the page as it is, in a narrow window: light, and in Chromium dark too. */
const checkState = async (page: Page, target: Target): Promise<void> => {
  await page.setViewport(NARROW);
  for (const value of target === 'chromium' ? ['dark', 'light'] : []) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    await endMotion(page);
    await checkPage(page, 'en');
  }
  await endMotion(page);
  if (target === 'firefox') await checkPage(page, 'en');
};

/** The controls that Tab reaches from the title on. Throws if one of them is covered or outside the window. */
const tabStops = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(() => {
    const title = document.querySelector('h1') as HTMLElement;
    title.tabIndex = -1;
    title.focus();
  });
  const all = await page.$$eval(
    'button:enabled, a, input, select, summary',
    (each) => each.filter((one) => one.checkVisibility()).length,
  );
  const names: string[] = [];
  for (let stop = 0; stop < all; stop += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement;
      if (focused === document.body) return undefined;
      const { left, right, top, bottom } = focused.getBoundingClientRect();
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const isSeen = hit !== null && (focused.contains(hit) || hit.contains(focused));
      return (isSeen ? '' : 'covered: ') + (focused.id || focused.ariaLabel || focused.textContent?.trim());
    });
    if (name === undefined) break;
    names.push(name);
  }
  return names;
};

describe.each(TARGETS)('one setup in order, in %s', (target) => {
  let env: WelcomeEnv;
  let page: Page;

  beforeAll(async () => {
    env = await openWelcome(target, [], { withApp: false });
    page = env.page;
  });
  afterAll(() => env.end());

  /** Opens the page in every language and checks it in this state. */
  const inEveryLanguage = async (selector: string) => {
    for (const lang of LANGS) {
      const other = await env.open(lang);
      await other.waitForSelector(selector);
      await other.setViewport(NARROW);
      await endMotion(other);
      await checkPage(other, lang);
      await other.close();
    }
    await page.bringToFront();
  };

  test('without the app, it shows how to install it, with a tab for each system', async () => {
    await inStep(page, 'app');
    await checkState(page, target);
    expect(await textOf(page, '#ways code')).toBe('npx ollama-turnkey install-host');
    const selected = () => page.$eval('[aria-selected=true]', (each) => each.id);
    expect(await selected()).toBe('tab-linux');
    await page.focus('#tab-linux');
    await page.keyboard.press('ArrowRight');
    expect(await selected()).toBe('tab-mac');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('tab-mac');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await selected()).toBe('tab-win');
    await page.click('#tab-linux');
    await inEveryLanguage('#ways code');
  });

  test('without the app, an extension that asks brings the page to the front, once', async () => {
    const chat = await env.openChat();
    await page.waitForFunction(() => document.visibilityState === 'visible');
    const again = await env.openChat();
    await again.waitForSelector('[data-testid=error-code]');
    expect(await again.evaluate(() => document.visibilityState)).toBe('visible');
    await again.close();
    await chat.close();
    await page.bringToFront();
  });

  /** Changes the manifest and waits until the page shows the code of the problem, without a click. */
  const appFails = async (code: string, change: object) => {
    await env.changeManifest(change);
    const shows = (wanted: string) => document.querySelector('[data-step=app] .code')?.textContent === wanted;
    await page.waitForFunction(shows, {}, code);
    await checkState(page, target);
    expect(await textOf(page, '[data-step=app] .content')).toContain('ollama-turnkey doctor');
  };

  test('an app that ends at once says so', async () => {
    await appFails('host_failed', { path: '/bin/false' });
    await inEveryLanguage('[data-step=app] .problem');
  });

  test('an app that is too old is to be updated', async () => {
    await appFails('host_outdated', { path: await env.writeOldHost() });
    expect(await textOf(page, '[data-step=app] .problem')).toContain('ollama-turnkey@latest install-host');
  });

  // Firefox reports it as if the app were not installed.
  test.runIf(target === 'chromium')('an app that does not know the companion says so (Chromium only)', () =>
    appFails('host_forbidden', { allowed_origins: ['chrome-extension://abcdefghijklmnopabcdefghijklmnop/'] }),
  );

  test('it notices the app without a click, and offers to pair with one', async () => {
    await env.restoreManifest();
    await inStep(page, 'pair');
    await page.waitForSelector('#claim:enabled');
    await checkState(page, target);
    expect(await tabStops(page)).toEqual(['claim', en.welcome.useKey]);
    await inEveryLanguage('#claim:enabled');
  });

  test('with the keyboard, a mistyped key and a wrong one say so at the field', async () => {
    await page.focus('summary');
    await page.keyboard.press('Enter');
    await page.type('#key', 'otk_nonsense');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#key[aria-invalid=true]');
    expect(await textOf(page, '#key-problem')).toContain('incomplete or mistyped');
    await checkState(page, target);
    await page.click('#key', { count: 3 });
    await page.type(
      '#key',
      formatKey('otk', idFrom(new Uint8Array(ID_BYTES)), secretFrom(new Uint8Array(SECRET_BYTES))),
    );
    expect(await page.$('#key[aria-invalid=true]')).toBeNull();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#key-problem .problem');
    expect(await textOf(page, '#key-problem .code')).toBe('key_wrong');
    await checkState(page, target);
  });

  test('the click pairs, and the focus goes to the next step', async () => {
    await page.bringToFront();
    // A disabled button cannot have the focus.
    await page.waitForSelector('#claim:enabled');
    await page.focus('#claim');
    await page.keyboard.press('Enter');
    await inStep(page, 'model');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('h2');
    expect(await textOf(page, '.unseen[role=status]')).toContain(en.welcome.done.pair);
    await checkState(page, target);
    await inEveryLanguage('.suggestions');
  });

  test('Ollama stops and starts: the page says so, and goes on without a click', async () => {
    const port = Number(new URL(env.ollama.url).port);
    await env.ollama.stop();
    await inStep(page, 'ollama');
    expect(await textOf(page, '[data-step=ollama] .content')).toContain('ollama serve');
    await checkState(page, target);
    await page.focus('#check-up');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#check-results .checks');
    expect(await textOf(page, '#check-results')).toContain('Ollama');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('check-up');
    await checkState(page, target);
    await inEveryLanguage('[data-step=ollama] .problem');
    await env.ollama.start(port);
    await inStep(page, 'model');
  });

  test('a download that fails says why, one that is cancelled can be repeated', async () => {
    env.ollama.scriptNext({
      path: '/api/pull',
      headers: [['content-type', 'application/x-ndjson']],
      chunks: ['{"status":"pulling manifest"}\n{"error":"pull model manifest: file does not exist"}\n'],
    });
    await page.click('.suggestions .primary');
    await page.waitForSelector('.pull[data-phase=failed] .problem');
    await checkState(page, target);
    const gate = env.ollama.holdNext({ path: '/api/pull', afterTokens: 5 });
    await page.click('.suggestions .primary');
    await gate.reached;
    await page.waitForSelector('[data-pull=cancel]');
    await checkState(page, target);
    await page.click('[data-pull=cancel]');
    await page.waitForSelector('.pull[data-phase=cancelled]');
    await page.click('.suggestions .primary');
    await inStep(page, 'hello');
    expect(await textOf(page, '[data-step=model] .title')).toContain('1 chat model');
    await inEveryLanguage('#hello');
  });

  test('Stop ends the request to Ollama and keeps the text', async () => {
    const gate = env.ollama.holdNext({ afterTokens: 2 });
    await page.click('#hello');
    await gate.reached;
    await page.waitForSelector('#answer');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('stop');
    await checkState(page, target);
    await page.keyboard.press('Enter');
    await env.ollama.waitForIdle();
    await page.waitForSelector('#hello');
    expect(await textOf(page, '[data-step=hello] .content')).toContain(en.welcome.stopped);
    expect(await textOf(page, '#answer')).not.toBe('');
  });

  test('a model that fails or says nothing leaves the step open', async () => {
    env.ollama.failNextGeneration({ afterTokens: 0 });
    await page.click('#hello');
    await page.waitForSelector('[data-step=hello] .problem');
    await checkState(page, target);
    env.ollama.scriptNext({
      path: '/api/chat',
      headers: [['content-type', 'application/x-ndjson']],
      chunks: [
        '{"model":"a","message":{"role":"assistant","content":""},"done":true,"eval_count":1,"eval_duration":1}\n',
      ],
    });
    await page.click('#hello');
    await page.waitForFunction((text) => document.body.innerText.includes(text), {}, en.welcome.empty);
    await inStep(page, 'hello');
  });

  test('an answer ends the setup, and the icon is left to pin', async () => {
    await page.click('#hello');
    await inStep(page, 'hello', 'done');
    expect(await textOf(page, '#answer')).toMatch(/^Hello! 👋.*🎉$/s);
    expect(await textOf(page, '[data-step=hello] .content')).toMatch(/\d tokens per second/);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('hello');
    await page.waitForSelector('[data-step=pin][data-state=now] svg, [data-step=pin][data-state=done]');
    await page.waitForSelector('#settings');
    await checkState(page, target);
    expect(await tabStops(page)).toEqual(['hello', 'settings', 'names']);
  });
});

test('the page can choose among models with long names', async () => {
  const env = await openWelcome('chromium', MODELS);
  try {
    const { page } = env;
    await page.waitForSelector('#claim:enabled');
    await page.click('#claim');
    await page.waitForSelector('#model');
    await checkState(page, 'chromium');
    await page.select('#model', MODELS[1] as string);
    await page.click('#hello');
    await inStep(page, 'hello', 'done');
    const asked = env.ollama.requests.findLast(({ path }) => path === '/api/chat');
    expect(JSON.parse(String(asked?.body))).toMatchObject({ model: MODELS[1], think: false });
  } finally {
    await env.end();
  }
});
