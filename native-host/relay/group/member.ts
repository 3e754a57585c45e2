import type { Relay } from '../relay.ts';

/** One Ollama of a group, and what is known of it. Model names are plain ones (`plainModelName`). */
export interface Member {
  readonly base: string;
  readonly relay: Relay;
  /** False from a failed connection or check until the next check that succeeds. */
  healthy: boolean;
  /** Requests that it answers now. */
  running: number;
  /** Models that it has; null while it never told. */
  models: ReadonlySet<string> | null;
  /** Models in its memory, as it told last or as requests of ours have loaded them since. */
  readonly loaded: Set<string>;
}

export const createMember = (base: string, relay: Relay): Member => ({
  base,
  relay,
  healthy: true,
  running: 0,
  models: null,
  loaded: new Set(),
});
