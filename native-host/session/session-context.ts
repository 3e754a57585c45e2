import type { Grant } from '../../shared/access/grant.ts';
import type { Problem } from '../../shared/errors/problem.ts';
import type { VersionRange } from '../../shared/protocol/version.ts';
import type { Approvals } from '../approvals/approvals.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { OllamaProbe } from '../relay/ollama-probe.ts';
import type { Store } from '../store/open-store.ts';

/** The pairing of this browser profile's companion with this host. */
export interface Pairing {
  /** The grant as it stands in the store now; null while no companion is paired. */
  grant(): Promise<Grant | null>;
  set(grantId: string | null): void;
  /** Why the token that was shown gave no pairing. */
  problem: Problem | undefined;
}

/** What every session of one host process shares. */
export interface HostContext {
  readonly version: string;
  readonly protocol: VersionRange;
  readonly store: Store;
  readonly gateway: Gateway;
  /** Address of Ollama, for messages. */
  readonly address: string;
  readonly probe: OllamaProbe;
  readonly approvals: Approvals;
  readonly pairing: Pairing;
  now(): number;
  random(bytes: number): Uint8Array;
}
