import type { Scope } from '../../../../shared/access/scopes.ts';
import type { ErrorCode } from '../../../../shared/errors/codes.ts';
import type { HopName } from '../hops.ts';

/** Scopes that a user may be shown: those of an extension. */
export type ShownScope = Exclude<Scope, 'admin'>;

/** Codes that the way to Ollama, or a key, may be told by. Others are shown in the words they come with. */
export type ShownCode = Extract<
  ErrorCode,
  | 'companion_missing'
  | 'companion_mismatch'
  | 'host_missing'
  | 'host_forbidden'
  | 'host_failed'
  | 'host_outdated'
  | 'client_outdated'
  | 'interrupted'
  | 'protocol_error'
  | 'ollama_unreachable'
  | 'store_failed'
  | 'no_key'
  | 'key_mistyped'
  | 'key_wrong'
  | 'key_revoked'
  | 'key_expired'
  | 'key_disabled'
  | 'key_elsewhere'
  | 'not_approved'
  | 'denied'
>;

/** What happened, and what to do. */
export type ProblemWords = readonly [what: string, help: string];

/** Everything that the settings say, in one language. `{…}` is filled in; what is in backticks is a command. */
export interface Texts {
  readonly connection: string;
  readonly checking: string;
  readonly allReady: string;
  readonly direct: string;
  readonly checkAgain: string;
  readonly hops: Readonly<Record<HopName, string>>;
  readonly states: Readonly<Record<'ready' | 'problem' | 'unknown', string>>;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly permission: string;
  readonly scopes: Readonly<Record<ShownScope, string>>;
  readonly allowed: string;
  readonly notAllowed: string;
  readonly allModels: string;
  readonly onlyModels: string;
  readonly ends: string;
  readonly noEnd: string;
  readonly ask: string;
  readonly asking: string;
  readonly granted: string;
  readonly useKey: string;
  readonly key: string;
  readonly keyHint: string;
  readonly sendKey: string;
  readonly keyTyped: string;
  readonly keyMistyped: string;
  readonly keyChecking: string;
  readonly keyGood: string;
  readonly model: string;
  readonly choose: string;
  readonly gone: string;
  readonly noModel: string;
  readonly modelsLater: string;
  /** All of them, but in English: problems come in English, and only some are told in other words. */
  readonly problems: Readonly<Partial<Record<ShownCode, ProblemWords>>>;
}
