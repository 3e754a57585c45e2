import type { CannedHost } from '../canned-host.ts';
import type { PageState } from '../page-state.ts';
import { tags } from './models.ts';
import {
  callerOf,
  endedHost,
  GRANTS,
  grantOf,
  HOUR_MS,
  NO_APP,
  OLLAMA_DOWN,
  overviewOf,
  pairedHost,
  UNPAIRED,
  usageOf,
} from './paired.ts';

const NOW = Date.now();

const state = (name: string, ready: string, host: CannedHost): PageState => ({
  name: `popup ${name}`,
  extension: 'companion',
  path: 'pages/popup/popup.html',
  ready,
  host,
});

const prompt = (at: number, name: string) => ({
  ...{ id: `prompt${at}`, caller: callerOf(at), name, scopes: ['read', 'infer'] as const },
  ...{ models: null, reason: null, askedAt: NOW - 60_000, namesakes: [] },
});

const running = (id: number, at: number, model: string, tokensPerSecond: number | null) => ({
  ...{ id, caller: callerOf(at), grantId: `AbCdEf${at + 10}`, operation: 'chat', model },
  ...{ startedAt: NOW - 4_000, bytes: 9_000, tokensPerSecond },
});

const WAITING = pairedHost({
  overview: overviewOf({ waiting: 2 }),
  'approvals.list': [prompt(5, 'Mail Helper'), prompt(6, 'W'.repeat(75))],
  'dismissals.list': [{ caller: callerOf(7), dismissedAt: NOW - HOUR_MS, times: 1 }],
});

const RUNNING = pairedHost({
  overview: overviewOf({ running: 2 }),
  'running.list': [
    running(1, 2, 'hf.co/example-org/Meta-Llama-3.1-8B-Instruct-GGUF:Q4_K_M', 42.4),
    running(2, 3, 'llama3.2:latest', null),
  ],
});

const MANY = Array.from({ length: 7 }, (_, at) => grantOf(at + 12, `Extension ${at + 1}`));

const BUSY_DAY = pairedHost({
  'grants.list': [...GRANTS, ...MANY],
  'usage.list': [...GRANTS, ...MANY].map(({ id }, at) => usageOf(id, 9 + at * 31)),
});

/** The popup of the toolbar's icon. */
export const POPUP: readonly PageState[] = [
  state('checking', '#popup header', {}),
  state('host missing', '[data-condition=missing]', NO_APP),
  state(
    'broken',
    '[data-condition=broken]',
    endedHost('host_blocked', 'The browser blocks the Turnkey app.'),
  ),
  state('not paired', '[data-condition=unpaired]', {
    calls: { status: UNPAIRED, overview: overviewOf({ paired: false }) },
  }),
  state('ready', '#today .row', pairedHost()),
  state('nothing today', '#today .nothing', pairedHost({ 'usage.list': [] })),
  state('busy day', '#today .link', BUSY_DAY),
  state('waiting', '#waiting .row', WAITING),
  state('running', '#running .row', RUNNING),
  state('paused', '[data-condition=paused]', pairedHost({ overview: overviewOf({ paused: true }) })),
  state('Ollama down', '[data-condition=down]', pairedHost({ status: OLLAMA_DOWN })),
  state('no model', '[data-condition=empty]', pairedHost({}, { ollama: tags(0) })),
  state('older app', '.outdated', {
    ...pairedHost({
      overview: { refused: { code: 'operation_unknown', message: 'The app does not know this call.' } },
    }),
  }),
];
