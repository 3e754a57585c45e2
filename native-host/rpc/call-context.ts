import type { Caller } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { CheckUp } from '../../shared/protocol/check-up.ts';
import type { Hop } from '../../shared/protocol/status.ts';
import type { Approvals } from '../approvals/approvals.ts';
import type { Claims } from '../approvals/claims.ts';
import type { Outcome, PromptRequest } from '../approvals/prompt.ts';
import type { PromptState } from '../approvals/prompt-state.ts';
import type { Vaults } from '../credential/keep-credential.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { CredentialProblem } from '../grants/check-secret.ts';
import type { Pairing } from '../grants/pairing.ts';
import type { OllamaProbe, Probed } from '../relay/ollama-probe.ts';
import type { NewCredential } from '../settings/set-upstream.ts';
import type { Store } from '../store/contract.ts';
import type { Overviews } from './overviews.ts';

/** The Ollama that this host uses. */
export interface HostUpstream {
  /** Its current address, for messages: as `shownAddress` returns it. */
  readonly address: string;
  /** The value of OLLAMA_HOST. */
  readonly env: string | undefined;
  /** The vaults that can store its credential, best first. */
  vaults(): Vaults;
  /** Asks an address for its version. Never rejects. @param credential instead of the stored one */
  probe(base: string, credential?: NewCredential): Promise<Probed>;
  /** Sends all later requests to this address, with the credential that is stored for it. */
  use(base: string): void;
}

/** The dependencies of calls. */
export interface CallHost {
  readonly version: string;
  readonly store: Store;
  readonly gateway: Gateway;
  readonly upstream: HostUpstream;
  readonly probe: OllamaProbe;
  readonly approvals: Approvals;
  readonly claims: Claims;
  readonly pairing: Pairing;
  readonly overviews: Overviews;
  now(): number;
  random(bytes: number): Uint8Array;
  /** Runs the checks of `doctor`. */
  checkUp(): Promise<CheckUp>;
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

/** A call that needs only what is stored and counted, so that the admin API of `serve` can make it too. */
export interface StoreCall {
  readonly context: { readonly store: Store; readonly gateway: Pick<Gateway, 'counted'> };
}
