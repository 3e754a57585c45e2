import type { Grant } from '../../../shared/access/grant.ts';
import { dayOf, type UsageRow } from '../../../shared/access/usage.ts';
import { ERRORS, type ErrorCode } from '../../../shared/errors/codes.ts';
import type { Problem } from '../../../shared/errors/problem.ts';
import type { Overview } from '../../../shared/protocol/overview.ts';
import type { Hop, HostStatus } from '../../../shared/protocol/status.ts';
import type { CannedHost } from '../canned-host.ts';
import { tags } from './models.ts';

/** A paired companion, whose host answers every call that the pages make. */
const READY = { state: 'ready' } as const;

const NOW = Date.now();
export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const problem = (code: ErrorCode, message: string): Problem => ({
  code,
  message,
  help: ERRORS[code].help,
});

export const broken = (code: ErrorCode, message: string): Hop => ({
  state: 'problem',
  problem: problem(code, message),
});

/** The ID of an extension. */
export const callerOf = (at: number): string => String.fromCharCode(97 + at).repeat(32);

export const grantOf = (at: number, name: string, more: Partial<Grant> = {}): Grant => ({
  id: `AbCdEf${at + 10}`,
  name,
  claimedName: name,
  kind: 'approval',
  caller: callerOf(at),
  scopes: ['read', 'infer', 'embed'],
  models: null,
  limits: null,
  labels: null,
  trust: null,
  origin: null,
  createdAt: NOW - 9 * DAY_MS,
  expiresAt: NOW + 21 * DAY_MS,
  lastUsedAt: NOW - at * HOUR_MS,
  revokedAt: null,
  disabledAt: null,
  parent: null,
  ...more,
});

const OWNER = grantOf(1, 'Owner', { claimedName: null, kind: 'key', caller: null, scopes: ['admin'] });

const PAIRING = grantOf(0, 'Companion', {
  ...{ claimedName: null, kind: 'pairing', scopes: ['admin'], expiresAt: null, parent: OWNER.id },
});

const KEYS: readonly Grant[] = [
  OWNER,
  grantOf(9, 'VS Code', { claimedName: null, kind: 'key', caller: 'http', expiresAt: null }),
  grantOf(10, 'Open WebUI', { claimedName: null, kind: 'key', caller: 'http', limits: { perMinute: 60 } }),
  grantOf(11, 'For the laptop', { claimedName: null, kind: 'key', caller: null, lastUsedAt: null }),
];

/** Everything that exists, with the odd cases. */
export const GRANTS: readonly Grant[] = [
  PAIRING,
  ...KEYS,
  grantOf(2, 'Page Summariser'),
  grantOf(3, 'Sidebar Notes', { models: ['llama3.2:latest'], limits: { concurrent: 2 } }),
  grantOf(4, 'x'.repeat(75), { claimedName: null, disabledAt: 1, limits: { perMinute: 60 } }),
];

/** Only what pairing itself created. */
export const OWN_GRANTS: readonly Grant[] = [PAIRING, OWNER];

export const statusOf = (more: Partial<HostStatus> = {}): HostStatus => ({
  version: '1.0.0',
  paired: true,
  grant: PAIRING,
  access: READY,
  ollama: { ...READY, version: '0.24.0' },
  ...more,
});

export const OLLAMA_DOWN = statusOf({
  ollama: broken('ollama_unreachable', 'Ollama does not answer at http://127.0.0.1:11434 (TimeoutError).'),
});

export const UNPAIRED = statusOf({
  ...{ paired: false, grant: null },
  access: broken('no_key', 'This browser is not paired yet.'),
});

export const overviewOf = (more: Partial<Overview> = {}): Overview => ({
  ...{ waiting: 0, running: 0, paused: false, paired: true, unreachable: false },
  ...more,
});

/** Today's usage of a grant. */
export const usageOf = (grantId: string, requests: number): UsageRow => ({
  ...{ day: dayOf(NOW), grantId, model: 'llama3.2:latest', requests, errors: 0 },
  ...{ promptTokens: requests * 310, outputTokens: requests * 160, ms: requests * 2_000 },
});

const CALLS: CannedHost['calls'] = {
  status: statusOf(),
  overview: overviewOf(),
  'grants.list': GRANTS,
  'grants.history': [
    { at: NOW - DAY_MS, act: 'renamed', name: 'Page Summariser' },
    { at: NOW - 9 * DAY_MS, act: 'allowed' },
  ],
  'usage.list': [usageOf('AbCdEf12', 42), usageOf('AbCdEf13', 7)],
  'activity.summary': [],
  'activity.recent': [],
  'approvals.list': [],
  'denials.list': [],
  'dismissals.list': [],
  'refusals.names': {},
  'running.list': [],
  'settings.get': { duration: 'month' },
  'upstream.get': { address: 'http://127.0.0.1:11434', from: 'default', credential: null },
};

/** A host that answers, with other results of some calls. */
export const pairedHost = (calls: CannedHost['calls'] = {}, more: Partial<CannedHost> = {}): CannedHost => ({
  calls: { ...CALLS, ...calls },
  ollama: tags(7),
  ...more,
});

/** The connection ends at once. */
export const endedHost = (code: ErrorCode, message: string): CannedHost => ({
  ended: problem(code, message),
});

export const NO_APP = endedHost('host_missing', 'The Ollama Turnkey app is not installed.');
