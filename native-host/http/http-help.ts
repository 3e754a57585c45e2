import { ERRORS, type ErrorCode } from '../../shared/errors/codes.ts';

/** For callers, who do not get the cause. `serve` writes it to stderr. */
const ASK_OPERATOR = 'Try again later, or ask the operator of this server to look at its log.';
const NEW_KEY = 'Create a new key with `ollama-turnkey key create --http`.';

/** The help for callers over HTTP, where it differs from that for extensions. */
const HTTP_HELP: Partial<Record<ErrorCode, string>> = {
  ollama_unreachable: ASK_OPERATOR,
  ollama_interrupted: 'Try again.',
  credential_unavailable: ASK_OPERATOR,
  store_failed: ASK_OPERATOR,
  no_key:
    'Send `Authorization: Bearer KEY` or `X-API-Key: KEY`, with a key from `ollama-turnkey key create --http`. For a program that cannot, such as `ollama`, run `ollama-turnkey connect`.',
  key_mistyped: 'Send the complete key. It starts with otk_, or is the value of OLLAMA_API_KEY of `serve`.',
  key_wrong: NEW_KEY,
  key_revoked: NEW_KEY,
  key_expired: NEW_KEY,
  key_disabled: 'Enable it again with `ollama-turnkey key enable ID`.',
  key_elsewhere: 'Create a separate key for HTTP with `ollama-turnkey key create --http`.',
  scope_missing: 'Create a key with this scope: `ollama-turnkey key create --http --scope NAME`.',
  model_not_allowed: 'Create a key for this model: `ollama-turnkey key create --http --model NAME`.',
};

/** The help for an error, for a caller over HTTP. */
export const httpHelp = (code: ErrorCode): string => HTTP_HELP[code] ?? ERRORS[code].help;
