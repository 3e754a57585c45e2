import { plainModelName } from '../../access/model-names.ts';
import { askJson } from '../ask-json.ts';
import type { Relay } from '../relay.ts';
import { type Circuit, createCircuit } from './circuit.ts';

/** One Ollama of a group, and its last known state. Model names are plain ones (`plainModelName`). */
export interface Member {
  readonly base: string;
  readonly relay: Relay;
  /** False from a failed connection or check until the next check that succeeds. */
  healthy: boolean;
  /** Open while its requests fail although checks succeed. */
  readonly circuit: Circuit;
  /** Requests in progress. */
  running: number;
  /** Models that it has; null until a check has succeeded. */
  models: ReadonlySet<string> | null;
  /** Models in its memory: those of the last check, and those that requests have loaded since. */
  readonly loaded: Set<string>;
}

/** A member that counts as healthy until its first check. `now`: milliseconds of a clock that never goes back. */
export const createMember = (base: string, relay: Relay, now = () => performance.now()): Member => ({
  ...{ base, relay, healthy: true, running: 0, models: null },
  circuit: createCircuit(now),
  loaded: new Set(),
});

const namesIn = (listing: unknown): string[] => {
  const models = (listing as { models?: unknown } | null)?.models;
  if (!Array.isArray(models)) return [];
  return models.map(({ name }: { name?: unknown }) => plainModelName(String(name)));
};

/** Checks whether a member responds, which models it has and which of them are loaded. Never rejects. */
export const checkMember = async (member: Member, signal: AbortSignal): Promise<void> => {
  const ask = (path: string) => askJson(member.relay, path, signal);
  try {
    await ask('/api/version');
    const [tags, ps] = await Promise.all([ask('/api/tags'), ask('/api/ps')]);
    member.models = new Set(namesIn(tags));
    member.loaded.clear();
    for (const name of namesIn(ps)) member.loaded.add(name);
    member.healthy = true;
  } catch {
    member.healthy = false;
  }
};
