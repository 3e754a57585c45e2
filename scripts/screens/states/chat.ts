import type { Page } from 'puppeteer';
import { ERRORS, type ErrorCode } from '../../../shared/errors/codes.ts';
import type { CannedHost } from '../canned-host.ts';
import type { PageState } from '../page-state.ts';
import { tags } from './models.ts';

const problem = (code: ErrorCode, message: string) => ({ code, message, help: ERRORS[code].help });

const state = (name: string, ready: string, host: CannedHost, more: Partial<PageState> = {}): PageState => ({
  name: `chat ${name}`,
  extension: 'example',
  path: 'chat.html',
  ready,
  host,
  ...more,
});

const PROBLEM = '#trouble .problem';

const ANSWER = {
  lines: [
    ...['Light from the sun ', 'is scattered by air, ', 'blue more than red.'].map((content) => ({
      message: { role: 'assistant', content },
      done: false,
    })),
    { message: { role: 'assistant', content: '' }, done: true, eval_count: 30, eval_duration: 2e9 },
  ],
};

const ask = async (page: Page) => {
  await page.locator('#prompt').fill('Why is the sky blue?');
  await page.locator('#send').click();
  await page.waitForSelector('[data-testid=first-token-ms]');
};

/** The example. */
export const CHAT: readonly PageState[] = [
  state('waiting', '#waiting:not(:empty)', { waits: true }),
  state('ready', '#models:enabled', { ollama: tags(7) }),
  state('answer', '#models:enabled', { ollama: { ...tags(7), '/api/chat': ANSWER } }, { act: ask }),
  state('no model', '#trouble p', { ollama: tags(0) }),
  ...(
    [
      ['companion missing', 'companion_missing', 'The Ollama Turnkey extension is not installed.'],
      ['host missing', 'host_missing', 'The Ollama Turnkey app is not installed.'],
      ['no key', 'no_key', 'This browser is not paired yet.'],
      ['not approved', 'not_approved', 'The user has not allowed this extension to use Ollama.'],
      ['denied', 'denied', 'The user has denied this extension.'],
      [
        'Ollama down',
        'ollama_unreachable',
        'Ollama does not answer at http://127.0.0.1:11434 (ECONNREFUSED).',
      ],
    ] as const
  ).map(([name, code, message]) => state(name, PROBLEM, { refused: problem(code, message) })),
];
