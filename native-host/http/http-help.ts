import { ERRORS, type ErrorCode } from '../../shared/errors/codes.ts';

/** For callers, who cannot see why; `serve` says it on stderr. */
const ASK_OPERATOR = 'Try again later, or ask the operator of this server to look at its log.';
const NEW_KEY = 'Make a new key with `ollama-turnkey key create --http`.';

/** What helps whoever calls over HTTP, where it is not what helps an extension. */
const HTTP_HELP: Partial<Record<ErrorCode, string>> = {
  ollama_unreachable: ASK_OPERATOR,
  ollama_interrupted: 'Try again.',
  credential_unavailable: ASK_OPERATOR,
  store_failed: ASK_OPERATOR,
  no_key:
    'Send `Authorization: Bearer KEY` or `X-API-Key: KEY`, with a key from `ollama-turnkey key create --http`.',
  key_mistyped: 'Send it whole: it starts with otk_, or is what OLLAMA_API_KEY of `serve` was set to.',
  key_wrong: NEW_KEY,
  key_revoked: NEW_KEY,
  key_expired: NEW_KEY,
  key_disabled: 'Enable it again with `ollama-turnkey key enable ID`.',
  key_elsewhere: 'Make a key of its own for HTTP with `ollama-turnkey key create --http`.',
  scope_missing: 'Make a key that may do this with `ollama-turnkey key create --http --scope NAME`.',
  model_not_allowed:
    'Make a key that may use this model with `ollama-turnkey key create --http --model NAME`.',
};

export const httpHelp = (code: ErrorCode): string => HTTP_HELP[code] ?? ERRORS[code].help;
