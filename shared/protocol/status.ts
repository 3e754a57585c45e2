import type { GrantSummary } from '../access/grant.ts';
import type { Problem } from '../errors/problem.ts';

/** One hop on the way to Ollama. A hop behind one that is not ready is `unknown`. */
export interface Hop {
  readonly state: 'ready' | 'problem' | 'unknown';
  readonly version?: string | undefined;
  readonly problem?: Problem | undefined;
}

/** What the host knows, as the `status` call answers it. */
export interface HostStatus {
  readonly version: string;
  /** Whether a companion of this browser profile is paired. */
  readonly paired: boolean;
  readonly grant: GrantSummary | null;
  /** Why the caller has no grant, or why the one it has does not serve. */
  readonly access: Hop;
  /** Version and address are for callers that may use Ollama. */
  readonly ollama: Hop & { readonly address?: string };
}

/** The whole way, as the SDK's `status()` gives it. */
export interface TurnkeyStatus {
  readonly ready: boolean;
  readonly companion: Hop;
  readonly host: Hop;
  readonly access: Hop;
  readonly ollama: Hop;
  readonly grant: GrantSummary | null;
  /** True while requests go by `fallback`, because neither companion nor host is there. */
  readonly fallback: boolean;
  /** The first problem on the way. */
  readonly problem?: Problem | undefined;
}
