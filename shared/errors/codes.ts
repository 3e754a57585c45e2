import { type ErrorAction, LOCAL_ACTIONS } from './action.ts';
import { CONTENT_HELP, LOCAL_HELP, OLLAMA_HELP, PULL_HELP, WORKER_HELP } from './local-help.ts';

/**
 * All errors of Turnkey: stable code, kind, one sentence of help, and what solves it with one click. `transport` rejects
 * the fetch. `denied` is an HTTP response with this status, in Ollama's error format. `ollama` is Ollama's own response,
 * which is passed on unchanged; only `explain()` gives it a code.
 */
export const ERRORS = {
  companion_missing: { kind: 'transport', help: LOCAL_HELP.companion_missing },
  companion_mismatch: { kind: 'transport', help: LOCAL_HELP.companion_mismatch },
  background_missing: { kind: 'transport', help: CONTENT_HELP.background_missing },
  page_missing: { kind: 'transport', help: WORKER_HELP },
  context_invalidated: { kind: 'transport', help: CONTENT_HELP.context_invalidated },
  host_missing: { kind: 'transport', help: LOCAL_HELP.host_missing, action: 'copy-command' },
  host_forbidden: { kind: 'transport', help: LOCAL_HELP.host_forbidden, action: 'copy-command' },
  host_blocked: { kind: 'transport', help: LOCAL_HELP.host_blocked },
  host_failed: { kind: 'transport', help: LOCAL_HELP.host_failed, action: 'copy-command' },
  node_missing: {
    kind: 'transport',
    help: 'Install Node.js 22.19 or newer from nodejs.org, then run `npx ollama-turnkey install-host` again.',
    action: 'copy-command',
  },
  host_outdated: {
    kind: 'transport',
    help: 'Update the Turnkey app: run `npx ollama-turnkey@latest install-host`, or open the newer installer.',
    action: 'copy-command',
  },
  client_outdated: {
    kind: 'transport',
    help: 'Update this extension: it is older than the Turnkey app supports.',
  },
  interrupted: { kind: 'transport', help: LOCAL_HELP.interrupted, action: LOCAL_ACTIONS.interrupted },
  protocol_error: { kind: 'transport', help: LOCAL_HELP.protocol_error },
  ollama_unreachable: {
    kind: 'transport',
    help: 'Open the Ollama app, run `ollama serve`, or set another address with `ollama-turnkey upstream set URL`.',
    action: 'start-check',
  },
  ollama_interrupted: {
    kind: 'transport',
    help: 'Check that Ollama is still running, then try again.',
    action: 'start-check',
  },
  credential_unavailable: {
    kind: 'transport',
    help: 'Unlock the keyring, or set the credential again with `ollama-turnkey upstream set URL --key`.',
    action: 'copy-command',
  },
  store_failed: {
    kind: 'transport',
    help: 'Check that the disk is not full and that you may write to the Ollama Turnkey folder.',
    action: 'start-check',
  },
  internal: {
    kind: 'transport',
    help: 'Try again, and report the problem if it keeps happening.',
    action: 'start-check',
  },
  stopped_by_user: { kind: 'transport', help: 'Send the request again if you stopped it by mistake.' },
  no_key: {
    kind: 'denied',
    status: 401,
    help: 'Open the settings of the Ollama Turnkey extension and paste the key from `install-host`.',
    action: LOCAL_ACTIONS.no_key,
  },
  key_mistyped: { kind: 'denied', status: 401, help: 'Copy all of the key again, starting with otk_.' },
  key_wrong: {
    kind: 'denied',
    status: 401,
    help: 'Run `ollama-turnkey api-key` and paste the new key.',
    action: 'copy-command',
  },
  key_revoked: {
    kind: 'denied',
    status: 401,
    help: 'Run `ollama-turnkey api-key` and paste the new key.',
    action: 'copy-command',
  },
  key_expired: {
    kind: 'denied',
    status: 401,
    help: 'Run `ollama-turnkey api-key` and paste the new key.',
    action: 'copy-command',
  },
  key_disabled: {
    kind: 'denied',
    status: 403,
    help: 'Enable the key again in the settings of Ollama Turnkey, or with `ollama-turnkey key enable ID`.',
    action: 'copy-command',
  },
  key_elsewhere: {
    kind: 'denied',
    status: 401,
    help: 'Create another key for this extension with `ollama-turnkey key create`.',
    action: 'copy-command',
  },
  key_in_url: {
    kind: 'denied',
    status: 400,
    help: 'Send the key as `Authorization: Bearer KEY` or `X-API-Key: KEY`, and revoke it if others may have seen the address.',
  },
  host_not_allowed: {
    kind: 'denied',
    status: 403,
    help: 'Start `ollama-turnkey serve` with `--allow-host NAME` if you use this name for this computer.',
  },
  origin_not_allowed: {
    kind: 'denied',
    status: 403,
    help: 'Start `ollama-turnkey serve` with `--origin ORIGIN` to allow this website.',
  },
  network_not_allowed: {
    kind: 'denied',
    status: 403,
    help: 'Ask the operator of this server to add your network to its configuration file.',
  },
  key_not_owner: {
    kind: 'denied',
    status: 403,
    help: 'Run `ollama-turnkey api-key` and paste that key: this one is for an extension, not for pairing a browser.',
    action: 'copy-command',
  },
  pairing_closed: {
    kind: 'denied',
    status: 403,
    help: 'Run `ollama-turnkey pair`, then click within 15 minutes, or paste the key from `install-host`.',
    action: 'copy-command',
  },
  not_approved: {
    kind: 'denied',
    status: 403,
    help: 'Ask for access in the extension and click Allow, or allow the extension in the settings of Ollama Turnkey.',
    action: LOCAL_ACTIONS.not_approved,
  },
  denied: {
    kind: 'denied',
    status: 403,
    help: 'Unblock this extension in the settings of Ollama Turnkey, and let it ask again.',
    action: LOCAL_ACTIONS.denied,
  },
  scope_missing: {
    kind: 'denied',
    status: 403,
    help: 'The extension can ask for more with requestAccess(), or you can allow more in the settings of Ollama Turnkey.',
    action: LOCAL_ACTIONS.scope_missing,
  },
  model_not_allowed: {
    kind: 'denied',
    status: 403,
    help: 'Allow this model in the settings of Ollama Turnkey.',
    action: LOCAL_ACTIONS.model_not_allowed,
  },
  registry_refused: {
    kind: 'denied',
    status: 403,
    help: 'Allow the registry by name, for example with `--model "hf.co/*"`, or use a model from Ollama’s own registry.',
    action: 'copy-command',
  },
  operation_unknown: {
    kind: 'denied',
    status: 403,
    help: 'Update Ollama Turnkey if this is a new route of Ollama.',
  },
  operation_refused: {
    kind: 'denied',
    status: 403,
    help: 'Use Ollama directly to manage your account and for Codex.',
  },
  content_script: { kind: 'denied', status: 403, help: CONTENT_HELP.content_script },
  too_many_wrong_keys: {
    kind: 'denied',
    status: 429,
    help: 'Send the correct key, which is accepted at once, or wait as long as the response says.',
  },
  too_many_requests: { kind: 'denied', status: 429, help: 'Wait until a running request has finished.' },
  rate_limited: {
    kind: 'denied',
    status: 429,
    help: 'Wait a minute, or raise the limit in the settings of Ollama Turnkey.',
  },
  paused: { kind: 'denied', status: 403, help: 'Resume in the Ollama Turnkey popup.' },
  access_revoked: {
    kind: 'denied',
    status: 403,
    help: 'Ask the user to allow it again.',
    action: 'ask-access',
  },
  bad_request: { kind: 'denied', status: 400, help: 'Correct the request: it was not sent to Ollama.' },
  body_too_large: { kind: 'denied', status: 413, help: 'Send a smaller request body.' },
  too_many_bodies: { kind: 'denied', status: 413, help: 'Try again when a running request has finished.' },
  body_timeout: { kind: 'denied', status: 408, help: 'Send the body without long pauses.' },
  model_not_found: { kind: 'ollama', help: OLLAMA_HELP.model_not_found },
  pull_failed: { kind: 'ollama', help: PULL_HELP },
  model_failed: { kind: 'ollama', help: OLLAMA_HELP.model_failed },
} as const satisfies Record<string, ErrorEntry>;

interface ErrorEntry {
  readonly kind: 'transport' | 'denied' | 'ollama';
  /** The HTTP status of a `denied` error. */
  readonly status?: number;
  readonly help: string;
  /** What solves the error with one click. */
  readonly action?: ErrorAction;
}

/** The stable code of an error. A code is never renamed, and its meaning never changes. */
export type ErrorCode = keyof typeof ERRORS;

/** Codes that are sent as an HTTP response. */
export type DenialCode = {
  [Code in ErrorCode]: (typeof ERRORS)[Code] extends { readonly kind: 'denied' } ? Code : never;
}[ErrorCode];

/** Whether a value is one of the codes. */
export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(ERRORS, value);

/** Whether a code is sent as an HTTP response. */
export const isDenial = (code: ErrorCode): code is DenialCode => ERRORS[code].kind === 'denied';
