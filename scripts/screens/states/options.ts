import type { Page } from 'puppeteer';
import { formatKey } from '../../../shared/key/key.ts';
import type { CannedHost } from '../canned-host.ts';
import type { PageState } from '../page-state.ts';
import { RECENT, WEEK } from './activity.ts';
import { tags } from './models.ts';
import {
  callerOf,
  GRANTS,
  grantOf,
  HOUR_MS,
  NO_APP,
  OLLAMA_DOWN,
  OWN_GRANTS,
  pairedHost,
  problem,
  UNPAIRED,
} from './paired.ts';

const NOW = Date.now();

const state = (
  name: string,
  hash: string,
  ready: string,
  host: CannedHost,
  more: Partial<PageState> = {},
): PageState => ({
  name: `options ${name}`,
  extension: 'companion',
  path: `pages/options/options.html#${hash}`,
  ready,
  host,
  ...more,
});

/** Clicks, then waits for what that shows. */
const click = (button: string, shown: string) => async (page: Page) => {
  await page.locator(button).click();
  await page.waitForSelector(shown);
};

const mistype = async (page: Page) => {
  await page.locator('#key').fill('otk_nonsense');
  await page.locator('#pair [type=submit]').click();
  await page.waitForSelector('#key[aria-invalid=true]');
};

const createKey = async (page: Page) => {
  await page.locator('[name=name]').fill('Laptop');
  await page.locator('#create:enabled').click();
  await page.waitForSelector('#secret-title');
};

const search = async (page: Page) => {
  await page.locator('#search').fill('nonsense');
  await page.waitForSelector('#no-match:not(:empty)');
};

const MANY = [...GRANTS, ...Array.from({ length: 22 }, (_, at) => grantOf(at + 12, `Extension ${at + 1}`))];

const REFUSED = pairedHost({
  'approvals.list': [
    {
      ...{ id: 'prompt', caller: callerOf(5), name: 'Mail Helper', scopes: ['read', 'infer'] },
      ...{ models: null, reason: null, askedAt: NOW - 60_000, namesakes: [] },
    },
  ],
  'dismissals.list': [{ caller: callerOf(6), dismissedAt: NOW - HOUR_MS, times: 2 }],
  'denials.list': [{ caller: callerOf(7), deniedAt: NOW - 30 * HOUR_MS }],
  'refusals.names': { [callerOf(6)]: 'Translate Anything', [callerOf(7)]: 'W'.repeat(75) },
});

const ACCESS: readonly PageState[] = [
  state('access', 'access', '#allowed .entry', pairedHost()),
  state('access empty', 'access', '#tab-access .empty', pairedHost({ 'grants.list': OWN_GRANTS })),
  state('access many', 'access', '#search', pairedHost({ 'grants.list': MANY })),
  state('access no match', 'access', '#search', pairedHost({ 'grants.list': MANY }), { act: search }),
  state('access refused', 'access', '#denied .entry', REFUSED),
  state('access detail', 'access/AbCdEf12', '#remove', pairedHost()),
  state('access detail disabled', 'access/AbCdEf14', '#enable', pairedHost()),
  state('access rename', 'access/AbCdEf12', '#rename', pairedHost(), {
    act: click('#rename', '.rename input'),
  }),
  state('access edit', 'access/AbCdEf13', '#edit', pairedHost(), {
    act: click('#edit', 'dialog[open] fieldset'),
  }),
  state('access gone', 'access/nothing1', '#tab-access h2', pairedHost()),
];

const NEW_KEY = pairedHost({
  'keys.create': {
    key: formatKey('otk', 'AbCdEf22', 'x'.repeat(43)),
    grant: grantOf(12, 'Laptop', { kind: 'key', caller: null }),
  },
});

const KEYS: readonly PageState[] = [
  state('keys', 'keys', '#pairing-keys .entry', pairedHost()),
  state('keys of this browser alone', 'keys', '#tab-keys .empty', pairedHost({ 'grants.list': OWN_GRANTS })),
  state('keys pairing key', 'keys/AbCdEf11', '#remove', pairedHost()),
  state('keys new', 'keys/new', '#create', NEW_KEY),
  state('keys shown once', 'keys/new', '#create', NEW_KEY, { act: createKey }),
];

const PULLING = {
  isOpen: true,
  lines: [
    { status: 'pulling manifest' },
    { status: 'pulling dde5aa3fc5ff', digest: 'sha256:dde5', total: 2_019_377_376, completed: 847_249_408 },
  ],
};

const pull = async (page: Page) => {
  await page.locator('#pull-name').fill('llama3.2');
  await page.locator('#pull-form [type=submit]').click();
  await page.waitForSelector('[data-pull=cancel]');
};

const MODELS: readonly PageState[] = [
  state('models', 'models', '#model-list li', pairedHost()),
  state('models empty', 'models', '#tab-models .list button', pairedHost({}, { ollama: tags(0) })),
  state(
    'models download',
    'models',
    '#pull-name',
    {
      ...pairedHost({}, { ollama: { ...tags(2), '/api/pull': PULLING } }),
    },
    { act: pull },
  ),
  state('models delete', 'models', '#model-list li', pairedHost(), {
    act: click('[data-model="qwen3:8b"] button', '#delete-model[open]'),
  }),
  state('models Ollama down', 'models', '#models-retry', {
    ...pairedHost({ status: OLLAMA_DOWN }),
    refused: problem('ollama_unreachable', 'Ollama does not answer.'),
  }),
];

const ACTIVITY: readonly PageState[] = [
  state('activity', 'activity', '#tab-activity .plot canvas', {
    ...pairedHost({ 'activity.summary': WEEK, 'activity.recent': RECENT }),
  }),
  state('activity empty', 'activity', '#tab-activity .choices', pairedHost()),
];

const CHECK_UP = pairedHost({
  'upstream.get': {
    address: 'http://192.168.1.20:11434',
    from: 'configured',
    credential: { header: null, kept: 'keyring' },
  },
  'checkup.run': {
    schema: 1,
    checks: [
      { id: 'app.start', group: 'app', state: 'ok', title: 'The app starts' },
      {
        ...{
          id: 'browsers.chromium',
          group: 'browsers',
          state: 'error',
          title: 'Chromium cannot find the app',
        },
        ...{ cause: 'manifest_missing', message: 'The file that tells Chromium about it is missing.' },
        ...{ help: 'Run `ollama-turnkey doctor --fix`.', fix: true },
      },
      { id: 'ollama.models', group: 'ollama', state: 'skipped', title: 'Models' },
    ],
  },
});

const SETTINGS: readonly PageState[] = [
  state('settings', 'settings', '#upstream-form', pairedHost()),
  state('settings check-up', 'settings', '#upstream-form', CHECK_UP, {
    act: click('#check-up', '.checks'),
  }),
  state('settings erase', 'settings', '#erase-all', pairedHost(), {
    act: click('#erase-all', '#erase-dialog[open]'),
  }),
  state('settings not paired', 'settings', '#about-title', { calls: { status: UNPAIRED } }),
];

const pairing = { status: UNPAIRED, 'pair.window': { open: true, until: NOW + 600_000 } };

const CONNECTION: readonly PageState[] = [
  state('not paired', '', '#pair:not([hidden])', { calls: { status: UNPAIRED } }),
  state('wrong key', '', '#pair:not([hidden])', { calls: { status: UNPAIRED } }, { act: mistype }),
  state('pair by click', '', '#pair-by-click button', { calls: pairing }),
  state('host missing', '', '.problem', NO_APP),
  state('Ollama down', 'access', '#allowed .entry', pairedHost({ status: OLLAMA_DOWN })),
  state('paused', 'access', '#paused button', {
    ...pairedHost({ overview: { waiting: 0, running: 0, paused: true, paired: true, unreachable: false } }),
  }),
];

/** The settings: each tab, and what stands instead of them while something is missing. */
export const OPTIONS: readonly PageState[] = [
  ...CONNECTION,
  ...ACCESS,
  ...MODELS,
  ...ACTIVITY,
  ...KEYS,
  ...SETTINGS,
];
