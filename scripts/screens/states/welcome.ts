import type { Page } from 'puppeteer';
import { formatKey } from '../../../shared/key/key.ts';
import type { CannedHost } from '../canned-host.ts';
import type { PageState } from '../page-state.ts';
import { tags } from './models.ts';
import { broken, endedHost, NO_APP, pairedHost, problem, statusOf, UNPAIRED } from './paired.ts';

const NOW = Date.now();

const state = (name: string, ready: string, host: CannedHost, act?: PageState['act']): PageState => ({
  name: `welcome ${name}`,
  extension: 'companion',
  path: 'pages/welcome/welcome.html',
  ready,
  host,
  ...(act && { act }),
});

const inStep = (step: string, more = '') => `[data-step=${step}][data-state=now] ${more}`;

const click = (button: string, shown: string) => async (page: Page) => {
  await page.locator(button).click();
  await page.waitForSelector(shown);
};

const paste = (key: string) => async (page: Page) => {
  await page.evaluate(() => document.querySelector('details.more')?.setAttribute('open', ''));
  await page.locator('#key').fill(key);
  await page.locator('form [type=submit]').click();
  await page.waitForSelector('#key-problem > *');
};

const unpaired = (calls: CannedHost['calls'] = {}): CannedHost => ({
  calls: { status: UNPAIRED, 'pair.window': { open: false }, ...calls },
});

const OPEN = { 'pair.window': { open: true, until: NOW + 600_000 } };

/** A key whose checksum is right. */
const KEY = formatKey('otk', 'AbCdEf11', 'x'.repeat(43));

const WRONG = problem('key_wrong', 'No key matches.');

const withOllama = (ollama: NonNullable<CannedHost['ollama']>, count = 7): CannedHost =>
  pairedHost({}, { ollama: { ...tags(count), ...ollama } });

const SENTENCE = ['Hello! ', 'I run on your own computer, ', 'and nothing that you write leaves it.'];

const spoken = SENTENCE.map((content) => ({ message: { role: 'assistant', content }, done: false }));

const DONE = { message: { role: 'assistant', content: '' }, done: true, eval_count: 30, eval_duration: 7e8 };

const PULLING = {
  isOpen: true,
  lines: [
    { status: 'pulling dde5aa3fc5ff', digest: 'sha256:dde5', total: 2_019_377_376, completed: 847_249_408 },
  ],
};

const UNREACHABLE = broken(
  'ollama_unreachable',
  'Ollama does not answer at http://127.0.0.1:11434 (ECONNREFUSED).',
);

const APP: readonly PageState[] = [
  state('checking', '[data-step=app][data-state=checking]', {}),
  state('no app', inStep('app', '#ways .command-line'), NO_APP),
  state(
    'app for Windows',
    inStep('app', '#tab-win'),
    NO_APP,
    click('#tab-win', '#tab-win[aria-selected=true]'),
  ),
  state(
    'app blocked',
    inStep('app', '.problem'),
    endedHost('host_blocked', 'The browser blocks the Turnkey app.'),
  ),
  state('app crashed', inStep('app', '.problem'), endedHost('host_failed', 'The Turnkey app has stopped.')),
];

const PAIR: readonly PageState[] = [
  state('pair', inStep('pair', '#key'), unpaired()),
  state('pair by click', inStep('pair', '#claim'), unpaired(OPEN)),
  state('pair mistyped', inStep('pair', '#key'), unpaired(), paste('otk_nonsense')),
  state('pair refused', inStep('pair', '#key'), unpaired({ ...OPEN, pair: { refused: WRONG } }), paste(KEY)),
];

const MODEL: readonly PageState[] = [
  state('no Ollama', inStep('ollama'), pairedHost({ status: statusOf({ ollama: UNREACHABLE }) })),
  state('no model', inStep('model', '.list button'), withOllama({}, 0)),
  state(
    'model downloads',
    inStep('model', '.list button'),
    withOllama({ '/api/pull': PULLING }, 0),
    click('[data-step=model] .list button', '[data-pull=cancel]'),
  ),
  state(
    'model not downloaded',
    inStep('model', '.list button'),
    withOllama({ '/api/pull': { lines: [{ error: 'pull model manifest: file does not exist' }] } }, 0),
    click('[data-step=model] .list button', '[data-step=model] .problem'),
  ),
];

const hello = (lines: readonly object[], isOpen = false) => withOllama({ '/api/chat': { lines, isOpen } });

const HELLO: readonly PageState[] = [
  state('hello', inStep('hello', '#hello'), withOllama({})),
  state('hello loads', inStep('hello', '#hello'), withOllama({}), click('#hello', '#stop')),
  state('hello speaks', inStep('hello', '#hello'), hello(spoken, true), click('#hello', '#answer')),
  state(
    'hello fails',
    inStep('hello', '#hello'),
    hello([{ error: 'llama runner process has terminated' }]),
    click('#hello', '[data-step=hello] .problem'),
  ),
  state(
    'hello empty',
    inStep('hello', '#hello'),
    hello([DONE]),
    click('#hello', '[data-step=hello] #hello.primary'),
  ),
  state('ready', inStep('hello', '#hello'), hello([...spoken, DONE]), click('#hello', '.ready')),
];

/** The page that the companion opens after its installation: each step, and how it fails. */
export const WELCOME: readonly PageState[] = [...APP, ...PAIR, ...MODEL, ...HELLO];
