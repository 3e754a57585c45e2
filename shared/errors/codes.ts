import { CONTENT_HELP, LOCAL_HELP, OLLAMA_HELP } from './local-help.ts';

/**
 * Every error that Turnkey itself can give: its stable code, where it shows, and one sentence of help.
 * `denied` travels as an HTTP status in Ollama's own error shape; `transport` rejects the fetch;
 * `ollama` is Ollama's own answer, which passes unchanged and is only named.
 */
export const ERRORS = {
  companion_missing: { kind: 'transport', help: LOCAL_HELP.companion_missing },
  companion_mismatch: { kind: 'transport', help: LOCAL_HELP.companion_mismatch },
  background_missing: { kind: 'transport', help: CONTENT_HELP.background_missing },
  context_invalidated: { kind: 'transport', help: CONTENT_HELP.context_invalidated },
  host_missing: { kind: 'transport', help: LOCAL_HELP.host_missing },
  host_forbidden: { kind: 'transport', help: LOCAL_HELP.host_forbidden },
  host_failed: { kind: 'transport', help: LOCAL_HELP.host_failed },
  host_outdated: {
    kind: 'transport',
    help: 'Run `npx ollama-turnkey@latest install-host` to update the host.',
  },
  client_outdated: {
    kind: 'transport',
    help: 'Update this extension: it speaks an older protocol than the host.',
  },
  interrupted: { kind: 'transport', help: LOCAL_HELP.interrupted },
  protocol_error: { kind: 'transport', help: LOCAL_HELP.protocol_error },
  ollama_unreachable: {
    kind: 'transport',
    help: 'Start Ollama (`ollama serve` or the Ollama app), or set its address with `ollama-turnkey upstream set URL`.',
  },
  ollama_interrupted: { kind: 'transport', help: 'Check that Ollama is still running, then try again.' },
  credential_unavailable: {
    kind: 'transport',
    help: 'Unlock the keyring, or set the credential again with `ollama-turnkey upstream set URL --key`.',
  },
  store_failed: {
    kind: 'transport',
    help: 'Check that the disk is not full and that the Ollama Turnkey folder is yours to write.',
  },
  internal: { kind: 'transport', help: 'Try again, and report it if it stays.' },
  no_key: {
    kind: 'denied',
    status: 401,
    help: 'Open the settings of the Ollama Turnkey extension and paste the key that `install-host` printed.',
  },
  key_mistyped: { kind: 'denied', status: 401, help: 'Copy the key again, whole: it starts with otk_.' },
  key_wrong: {
    kind: 'denied',
    status: 401,
    help: 'Make a new key with `ollama-turnkey api-key` and paste that.',
  },
  key_revoked: {
    kind: 'denied',
    status: 401,
    help: 'Make a new key with `ollama-turnkey api-key` and paste that.',
  },
  key_expired: {
    kind: 'denied',
    status: 401,
    help: 'Make a new key with `ollama-turnkey api-key` and paste that.',
  },
  key_disabled: {
    kind: 'denied',
    status: 403,
    help: 'Enable it again in the settings of Ollama Turnkey, or with `ollama-turnkey key enable ID`.',
  },
  key_elsewhere: {
    kind: 'denied',
    status: 401,
    help: 'Make a key of its own for this extension with `ollama-turnkey key create`.',
  },
  key_in_url: {
    kind: 'denied',
    status: 400,
    help: 'Send the key as `Authorization: Bearer KEY` or `X-API-Key: KEY`, and revoke it if others could see the address.',
  },
  host_not_allowed: {
    kind: 'denied',
    status: 403,
    help: 'Start `ollama-turnkey serve` with `--allow-host NAME` if this name is yours.',
  },
  origin_not_allowed: {
    kind: 'denied',
    status: 403,
    help: 'Start `ollama-turnkey serve` with `--origin ORIGIN` to let this website in.',
  },
  key_not_owner: {
    kind: 'denied',
    status: 403,
    help: 'Paste a key made by `ollama-turnkey api-key`: only such a key may manage permissions.',
  },
  not_approved: {
    kind: 'denied',
    status: 403,
    help: 'Click Allow in the window that Ollama Turnkey opens, or allow the extension in its settings.',
  },
  denied: {
    kind: 'denied',
    status: 403,
    help: 'Remove this extension from the denied list in the settings of Ollama Turnkey to be asked again.',
  },
  scope_missing: {
    kind: 'denied',
    status: 403,
    help: 'The extension may ask for more with requestAccess(), or you can allow more in Turnkey’s settings.',
  },
  model_not_allowed: {
    kind: 'denied',
    status: 403,
    help: 'Allow this model in the settings of Ollama Turnkey.',
  },
  registry_refused: {
    kind: 'denied',
    status: 403,
    help: 'Allow the registry by name, for example with `--model "hf.co/*"`, or take the model from Ollama’s own.',
  },
  operation_unknown: {
    kind: 'denied',
    status: 403,
    help: 'Update Ollama Turnkey if Ollama has a new route.',
  },
  operation_refused: {
    kind: 'denied',
    status: 403,
    help: 'Use Ollama itself for its account and for Codex.',
  },
  content_script: { kind: 'denied', status: 403, help: CONTENT_HELP.content_script },
  too_many_requests: { kind: 'denied', status: 429, help: 'Wait for a running request to end.' },
  rate_limited: {
    kind: 'denied',
    status: 429,
    help: 'Wait for the next minute, or allow more in Turnkey’s settings.',
  },
  access_revoked: { kind: 'denied', status: 403, help: 'Ask the user to allow it again.' },
  bad_request: { kind: 'denied', status: 400, help: 'Correct the request: it was not sent to Ollama.' },
  body_too_large: { kind: 'denied', status: 413, help: 'Send less in one request.' },
  too_many_bodies: { kind: 'denied', status: 413, help: 'Try again when a running request has ended.' },
  body_timeout: { kind: 'denied', status: 408, help: 'Send the body without long pauses.' },
  model_not_found: { kind: 'ollama', help: OLLAMA_HELP.model_not_found },
  model_failed: { kind: 'ollama', help: OLLAMA_HELP.model_failed },
} as const satisfies Record<string, ErrorEntry>;

interface ErrorEntry {
  readonly kind: 'transport' | 'denied' | 'ollama';
  /** HTTP status of a denial. */
  readonly status?: number;
  readonly help: string;
}

/**
 * Stable names of everything that can go wrong. The page on error codes lists them. None is renamed or given another
 * meaning.
 */
export type ErrorCode = keyof typeof ERRORS;

/** Codes that travel as an HTTP answer. */
export type DenialCode = {
  [Code in ErrorCode]: (typeof ERRORS)[Code] extends { readonly kind: 'denied' } ? Code : never;
}[ErrorCode];

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(ERRORS, value);

export const isDenial = (code: ErrorCode): code is DenialCode => ERRORS[code].kind === 'denied';
