import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { type Problem, problem } from '../../../shared/errors/problem.ts';

/** The hop that has the problem; `request`: none, but each request is refused. */
type Place = 'companion' | 'host' | 'access' | 'request' | 'ollama';

interface StateEntry {
  readonly at: Place;
  /** What has happened, as the real parts say it. For `companion` these are the browser's words. */
  readonly message: string;
}

/** Every state that a fake companion can be in besides `ready`, by the code that the extension meets in it. */
const STATES = {
  companion_missing: {
    at: 'companion',
    message: 'Could not establish connection. Receiving end does not exist.',
  },
  companion_mismatch: { at: 'companion', message: 'Message serialization mismatch.' },
  host_missing: { at: 'host', message: 'The Ollama Turnkey host is not installed.' },
  host_forbidden: { at: 'host', message: 'The Ollama Turnkey host may not be used by this extension.' },
  host_blocked: { at: 'host', message: 'The Ollama Turnkey app is blocked by your organization.' },
  host_failed: { at: 'host', message: 'The Ollama Turnkey host failed: Native host has exited.' },
  host_outdated: { at: 'host', message: 'The host speaks an older protocol than this extension.' },
  client_outdated: { at: 'host', message: 'This extension speaks an older protocol than the host.' },
  no_key: { at: 'access', message: 'Ollama Turnkey has not been given its key in this browser yet.' },
  not_approved: { at: 'access', message: 'The user has not allowed the extension to use Ollama.' },
  paused: { at: 'access', message: 'The user has paused the access of all extensions.' },
  denied: { at: 'access', message: 'The user has refused the extension.' },
  key_wrong: { at: 'access', message: 'The key is not known here.' },
  key_revoked: { at: 'access', message: 'The key was revoked.' },
  key_expired: { at: 'access', message: 'The key has expired.' },
  key_disabled: { at: 'access', message: 'The key is disabled.' },
  scope_missing: { at: 'request', message: 'The extension lacks a permission that the request needs.' },
  model_not_allowed: { at: 'request', message: 'The extension may not use this model.' },
  too_many_requests: { at: 'request', message: 'The extension runs too many requests.' },
  rate_limited: { at: 'request', message: 'The extension has used up its requests of this minute.' },
  ollama_unreachable: { at: 'ollama', message: 'Ollama does not answer.' },
} as const satisfies Partial<Record<ErrorCode, StateEntry>>;

/** The state of a fake companion: `ready`, or the code of the problem that the extension meets. */
export type FakeState = 'ready' | keyof typeof STATES;

/** The problem of a state, and where it is; undefined for `ready`. */
export const problemIn = (
  state: FakeState,
): { readonly at: Place; readonly problem: Problem } | undefined => {
  if (state === 'ready') return undefined;
  const { at, message } = STATES[state];
  return { at, problem: problem(state, message) };
};

/** The error that ends running answers when a state begins; undefined if they continue. */
export const endsRunningWith = (state: FakeState): Problem | undefined => {
  const { at, problem: own } = problemIn(state) ?? {};
  // The permission is still there.
  if (state === 'paused') return own;
  if (at === 'access') {
    return problem('access_revoked', 'The permission was taken back while the answer was under way.');
  }
  return at === 'ollama' ? problem('ollama_interrupted', 'Ollama broke off its answer.') : undefined;
};
