import type { Page } from 'puppeteer';
import type { Problem } from '../../../shared/errors/problem.ts';
import type { ShownApproval } from '../../../shared/protocol/calls.ts';
import type { PageState } from '../page-state.ts';
import { tags } from './models.ts';

const ID = 'prompt';
const CALLER = 'ejocbkgbgmbmmgkipmfmmdnbmcdkgboe';

const asked = (more: Partial<ShownApproval> = {}): ShownApproval => ({
  id: ID,
  caller: CALLER,
  name: 'Page Summariser',
  scopes: ['read', 'infer', 'embed'],
  models: null,
  reason: 'To summarise the page that you are reading.',
  askedAt: 0,
  namesakes: [],
  ...more,
});

const DOWN: Problem = { code: 'ollama_unreachable', message: 'Ollama does not answer.' };

const state = (
  name: string,
  more: Partial<ShownApproval>,
  { ollama, ...rest }: Partial<PageState> & { readonly ollama?: ReturnType<typeof tags> } = {},
): PageState => ({
  name: `approve ${name}`,
  extension: 'companion',
  path: `pages/approve/approve.html?id=${ID}`,
  ready: '#answer:not([hidden]) fieldset',
  host: {
    calls: { 'settings.get': { duration: 'month' }, 'approvals.list': [asked(more)] },
    ollama: ollama ?? tags(7),
    approval: ID,
  },
  pinned: ['#deny', '#allow'],
  ...rest,
});

const chooseSome = async (page: Page) => {
  await page.locator('[name=which][value=some]').click();
  await page.waitForSelector('.models:not([hidden])');
};

const search = (text: string) => async (page: Page) => {
  await chooseSome(page);
  await page.locator('input[type=search]').fill(text);
};

/** The approval window. */
export const APPROVE: readonly PageState[] = [
  state('new', {}, { small: true }),
  state('some models', {}, { act: chooseSome, small: true }),
  state('one model', {}, { ollama: tags(1), act: chooseSome }),
  state('200 models', {}, { ollama: tags(200), act: chooseSome }),
  state('search', { models: ['qwen3:8b', 'llama3.2'] }, { ollama: tags(200), act: search('vision-12') }),
  state('search without a hit', {}, { ollama: tags(200), act: search('nonsense') }),
  state('asked models', { models: ['qwen3:8b', 'hf.co/example-org/Meta-Llama-3.1-8B-Instruct-GGUF:Q4_K_M'] }),
  state('risky', { scopes: ['read', 'infer', 'manage', 'cloud', 'web'] }, { small: true }),
  state('more', {
    scopes: ['read', 'cloud'],
    current: {
      id: 'AbCdEf12',
      name: 'Page Summariser',
      kind: 'approval',
      scopes: ['read', 'infer'],
      models: ['llama3.2:latest'],
      expiresAt: 4e12,
    },
  }),
  state('namesake', { namesakes: ['obamonmbapecnboknmmnkjncclciglff'] }),
  state('unnamed', { name: undefined, reason: null }),
  state(
    'long name',
    { name: 'W'.repeat(75), reason: 'To do something with a very long reason. '.repeat(5) },
    { small: true },
  ),
  state('no models', {}, { ollama: tags(0) }),
  state(
    'Ollama down',
    {},
    {
      host: {
        calls: { 'settings.get': { duration: 'once' }, 'approvals.list': [asked()] },
        refused: DOWN,
        approval: ID,
      },
    },
  ),
  state(
    'answered',
    {},
    { ready: '#gone:not([hidden])', host: { calls: { 'approvals.list': [] } }, pinned: ['#close'] },
  ),
  state(
    'elsewhere',
    {},
    {
      ready: '#elsewhere:not([hidden])',
      pinned: [],
      host: { calls: { 'approvals.list': [asked({ id: 'other' })] } },
      path: 'pages/approve/approve.html?id=other',
    },
  ),
];
