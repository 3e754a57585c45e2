import type { Grant } from '../../../shared/access/grant.ts';
import { ERRORS, type ErrorCode } from '../../../shared/errors/codes.ts';
import type { HostStatus } from '../../../shared/protocol/status.ts';
import type { CannedHost } from '../canned-host.ts';
import type { PageState } from '../page-state.ts';
import { tags } from './models.ts';

const READY = { state: 'ready' } as const;

const problem = (code: ErrorCode, message: string) => ({ code, message, help: ERRORS[code].help });

const grant = (at: number, more: Partial<Grant> = {}): Grant => ({
  id: `AbCdEf${at + 10}`,
  name: 'Page Summariser',
  claimedName: 'Page Summariser',
  kind: 'approval',
  caller: String.fromCharCode(97 + at).repeat(32),
  scopes: ['read', 'infer', 'embed'],
  models: null,
  limits: null,
  createdAt: 0,
  expiresAt: 4e12,
  lastUsedAt: null,
  revokedAt: null,
  disabledAt: null,
  parent: null,
  ...more,
});

const PAIRING = grant(0, { name: 'Companion', claimedName: null, kind: 'pairing', scopes: ['admin'] });

const GRANTS: readonly Grant[] = [
  PAIRING,
  grant(1),
  grant(2, { name: 'Sidebar Notes', claimedName: 'Sidebar Notes', models: ['llama3.2:latest'] }),
  grant(3, { name: 'x'.repeat(75), claimedName: null, disabledAt: 1, limits: { perMinute: 60 } }),
];

const status = (more: Partial<HostStatus>): HostStatus => ({
  version: '1.0.0',
  paired: true,
  grant: PAIRING,
  access: READY,
  ollama: { ...READY, version: '0.24.0' },
  ...more,
});

const CALLER = 'obamonmbapecnboknmmnkjncclciglff';

const PAIRED: CannedHost = {
  calls: {
    status: status({}),
    'grants.list': GRANTS,
    'usage.list': [],
    'denials.list': [{ caller: CALLER, deniedAt: 0 }],
    'dismissals.list': [],
  },
  ollama: tags(7),
};

const state = (name: string, ready: string, host: CannedHost, more: Partial<PageState> = {}): PageState => ({
  name: `options ${name}`,
  extension: 'companion',
  path: 'pages/options/options.html',
  ready,
  host,
  ...more,
});

const unpaired = status({
  paired: false,
  grant: null,
  access: { state: 'problem', problem: problem('no_key', 'This browser is not paired yet.') },
});

const down = status({
  ollama: {
    state: 'problem',
    problem: problem(
      'ollama_unreachable',
      'Ollama does not answer at http://127.0.0.1:11434 (TimeoutError).',
    ),
  },
});

/** The settings. */
export const OPTIONS: readonly PageState[] = [
  state('not paired', '#pair:not([hidden])', { calls: { status: unpaired } }),
  state('host missing', '.problem', {
    ended: problem('host_missing', 'The Ollama Turnkey app is not installed.'),
  }),
  state('extensions', '#allowed .entry', PAIRED),
  state('Ollama down', '#allowed .entry', { calls: { ...PAIRED.calls, status: down } }),
  state('edit', '#allowed .entry', PAIRED, {
    async act(page) {
      await page.locator('#allowed button').click();
      await page.waitForSelector('dialog[open] fieldset');
    },
  }),
];
