import type { GrantSummary } from '../access/grant.ts';
import type { Problem } from '../errors/problem.ts';

/** One hop between the extension and Ollama. A hop behind one that is not ready is `unknown`. */
export interface Hop {
  readonly state: 'ready' | 'problem' | 'unknown';
  readonly version?: string | undefined;
  readonly problem?: Problem | undefined;
}

/** The result of the `status` call. */
export interface HostStatus {
  readonly version: string;
  /** Whether the companion of this browser profile is paired. */
  readonly paired: boolean;
  readonly grant: GrantSummary | null;
  /** `ready` if the caller has an active grant; otherwise the problem says why not. */
  readonly access: Hop;
  /** Version and address are given only to callers that may use Ollama. */
  readonly ollama: Hop & { readonly address?: string };
}

/** The state of all hops, as the SDK's `status()` returns it. */
export interface TurnkeyStatus {
  /** Whether a request would be sent to Ollama: nothing is missing, or the `fallback` works. */
  readonly ready: boolean;
  readonly companion: Hop;
  readonly host: Hop;
  readonly access: Hop;
  readonly ollama: Hop;
  readonly grant: GrantSummary | null;
  /** True while requests use `fallback`, because the companion or the host is not installed. */
  readonly fallback: boolean;
  /** The first problem among the hops; undefined if `ready`. */
  readonly problem?: Problem | undefined;
}
