import type { Browser, Page } from 'puppeteer';
import { expect, test } from 'vitest';
import type { StandIn } from '../../scripts/stand-in/create-stand-in.ts';

/** The answer in a context, as the fixture shows it in its options page. */
export const readAnswer = async (options: Page, context: string): Promise<string> => {
  const shown = await options.waitForFunction(
    (name) => {
      const text = document.querySelector<HTMLOutputElement>('#answers')?.value || '{}';
      return (JSON.parse(text) as Record<string, string>)[name];
    },
    // This page may be in the background, where nothing is painted.
    { polling: 100 },
    context,
  );
  return (await shown.jsonValue()) as string;
};

interface TestEnv {
  readonly browserEnv: { readonly browser: Browser; readonly ollama: StandIn };
  answerOf(context: string): Promise<string>;
}

/** The tests of content scripts for either browser. `testEnv` is called when the tests run. */
export const testContentScripts = (testEnv: () => TestEnv): void => {
  const onPage = async (hash: string, check: (testEnv: TestEnv) => Promise<void>) => {
    const { browserEnv } = testEnv();
    const page = await browserEnv.browser.newPage();
    await page.goto(`${browserEnv.ollama.url}${hash}`);
    await check(testEnv());
    await page.close();
  };

  test('content script, through its own background', () =>
    onPage('', async ({ answerOf }) => {
      expect(await answerOf('content')).toContain('"done":true');
    }));

  test('a content script’s fetch, once it is registered', () =>
    onPage('/#register', async ({ answerOf }) => {
      expect(await answerOf('content-register')).toContain('"done":true');
    }));

  test('the models of a content script, and a download that is denied', () =>
    onPage('/#models', async ({ answerOf }) => {
      expect(JSON.parse(await answerOf('content-models'))).toEqual([
        [{ name: 'smollm2:tools', capabilities: ['completion', 'tools'], contextLength: 8192 }],
        'scope_missing',
      ]);
    }));

  test('a content script sends and receives bodies in pieces', () =>
    onPage('/#much', async ({ browserEnv, answerOf }) => {
      expect(await answerOf('content-much')).toContain('"done":true');
      const sent = browserEnv.ollama.requests.findLast(({ path }) => path === '/api/chat');
      expect(JSON.parse(String(sent?.body)).messages[0].content === 'ä'.repeat(500_000)).toBe(true);
    }));

  test('a content script’s abort closes the socket to Ollama', async () => {
    const { ollama } = testEnv().browserEnv;
    const { aborted } = ollama;
    ollama.holdNext({ afterTokens: 2 });
    await onPage('/#stop', async ({ answerOf }) => {
      expect(await answerOf('content-stop')).toBe('enough');
      await ollama.waitForIdle();
      expect(ollama.aborted).toBe(aborted + 1);
    });
  });
};

interface WorkerStage extends TestEnv {
  readonly options: Page;
}

/** The tests of web workers for either browser. */
export const testWorkers = (testEnv: () => WorkerStage): void => {
  const click = async (button: string) => {
    const { options } = testEnv();
    await options.bringToFront();
    await options.click(`#${button}`);
  };

  for (const context of ['worker', 'worker-register', 'shared-worker']) {
    test(`${context}, through the page that serves it`, async () => {
      await click(context);
      expect(await testEnv().answerOf(context)).toContain('"done":true');
    });
  }

  test('the end of a worker closes the socket to Ollama', async () => {
    const { ollama } = testEnv().browserEnv;
    const { aborted } = ollama;
    const { reached } = ollama.holdNext({ afterTokens: 2 });
    await click('worker');
    await reached;
    await click('worker-ends');
    await ollama.waitForIdle();
    expect(ollama.aborted).toBe(aborted + 1);
  });
};
