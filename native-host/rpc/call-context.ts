import type { Caller } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { Hop } from '../../shared/protocol/status.ts';
import type { Approvals } from '../approvals/approvals.ts';
import type { Claims } from '../approvals/claims.ts';
import type { Outcome, PromptRequest } from '../approvals/prompt.ts';
import type { PromptState } from '../approvals/prompt-state.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { CredentialProblem } from '../grants/check-secret.ts';
import type { Pairing } from '../grants/pairing.ts';
import type { OllamaProbe } from '../relay/ollama-probe.ts';
import type { Store } from '../store/contract.ts';
import type { Overviews } from './overviews.ts';

/** The dependencies of calls. */
export interface CallHost {
  readonly version: string;
  readonly store: Store;
  readonly gateway: Gateway;
  /** Address of Ollama, for messages. */
  readonly address: string;
  readonly probe: OllamaProbe;
  readonly approvals: Approvals;
  readonly claims: Claims;
  readonly pairing: Pairing;
  readonly overviews: Overviews;
  now(): number;
  random(bytes: number): Uint8Array;
}

/** What the client of a session may do at the moment. */
export interface CallerAccess {
  grant(): Promise<Grant | null>;
  hop(): Promise<Hop & { readonly problem?: CredentialProblem }>;
  ask(request: PromptRequest, signal: AbortSignal): Promise<Outcome>;
  /** Whether a window may open for it. */
  promptState(): Promise<PromptState>;
}

/** What a call receives besides its parameters. */
export interface CallContext {
  readonly caller: Caller;
  readonly context: CallHost;
  readonly authorizer: CallerAccess;
  readonly signal: AbortSignal;
}
