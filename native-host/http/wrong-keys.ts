import type { DenialCode } from '../../shared/errors/codes.ts';
import { Refusal } from '../errors/refusal.ts';
import type { CredentialProblem } from '../grants/check-secret.ts';
import { networkOf } from './networks.ts';

/** Wrong keys that a network may send in short succession before it is slowed down. */
export const FREE = 20;

/** Milliseconds after which one wrong key is forgotten. */
export const STEP_MS = 6_000;

/** Most wrong keys that count, so that a network is slowed down for five minutes at most after its last one. */
const MOST = FREE + 50;

/** Most networks that are known. A further one replaces the one whose last wrong key is the oldest. */
const MAX_NETWORKS = 10_000;

/** Fewest milliseconds between two lines for the person who runs `serve`. */
const SAY_MS = 60_000;

/** Keys that never were valid. A key that was revoked, has expired or is for something else is not a guess. */
const WRONG: ReadonlySet<DenialCode> = new Set(['key_wrong', 'key_mistyped']);

/** Refuses keys, and asks a network that sends many wrong ones to wait. A correct key is never affected. */
export interface WrongKeys {
  /**
   * The refusal of a key that is not accepted.
   * @param address of the client; undefined if its connection has ended
   * @param help what to do instead of the help of the code
   */
  refusal(problem: CredentialProblem, address: string | undefined, help?: string): Refusal;
  /** The number of wrong keys since the start. */
  total(): number;
}

interface Options {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Takes a line about a network that is slowed down, at most one per minute. @default nothing */
  explain?(line: string): void;
}

/** Counts the wrong keys of each network of clients: an IPv4 address, or the /64 of an IPv6 address. */
export const createWrongKeys = ({ now, explain = () => {} }: Options): WrongKeys => {
  /** The wrong keys that are not forgotten yet, and since when that is their number; oldest first. */
  const counts = new Map<string, { readonly count: number; readonly at: number }>();
  let saidAt = Number.NEGATIVE_INFINITY;
  let total = 0;

  const add = (network: string, at: number): { readonly before: number; readonly count: number } => {
    const last = counts.get(network);
    const before = last ? Math.max(0, last.count - Math.max(0, at - last.at) / STEP_MS) : 0;
    counts.delete(network);
    if (counts.size >= MAX_NETWORKS) counts.delete(counts.keys().next().value as string);
    const count = Math.min(MOST, before + 1);
    counts.set(network, { count, at });
    return { before, count };
  };

  const report = (network: string, at: number) => {
    if (at - saidAt < SAY_MS) return;
    saidAt = at;
    explain(
      `Many wrong keys come from ${network}. Further ones get 429 too_many_wrong_keys. Correct keys are accepted as before.`,
    );
  };

  return {
    refusal({ code, message }, address, help) {
      const network = networkOf(address);
      const plain = () => new Refusal(code, message, { help });
      if (!WRONG.has(code)) return plain();
      total += 1;
      if (network === undefined) return plain();
      const at = now();
      const { before, count } = add(network, at);
      if (count <= FREE) return plain();
      if (before <= FREE) report(network, at);
      return new Refusal('too_many_wrong_keys', `${message} Too many wrong keys came from this address.`, {
        retryAfterMs: Math.ceil((count - FREE) * STEP_MS),
      });
    },
    total: () => total,
  };
};
