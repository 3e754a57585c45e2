import { gatherUsage, type UsageRow } from '../../shared/access/usage.ts';
import type { Store } from '../store/open-store.ts';

/** Gathers what is counted within one turn of the event loop, and writes it together. */
export interface UsageWriter {
  /** `count` is called when the turn is over: what it counts is on its way by then. */
  add(count: () => UsageRow | undefined): void;
  /** Counts and writes what is still gathered. */
  close(): Promise<void>;
}

/**
 * Many requests end in one turn where many run, and each write to the disk costs more than all else that is done for
 * one. It is not put off longer than that: who has had the answer is counted.
 */
export const createUsageWriter = ({ usage }: Pick<Store, 'usage'>): UsageWriter => {
  const counts: (() => UsageRow | undefined)[] = [];
  let turn: NodeJS.Immediate | undefined;

  const write = async (): Promise<void> => {
    turn = undefined;
    const gathered = new Map<string, UsageRow>();
    for (const count of counts.splice(0)) {
      const row = count();
      if (row) gatherUsage(gathered, row);
    }
    // A store that fails tells so to the next request: these have had their answers.
    await Promise.all([...gathered.values()].map((row) => usage.add(row).catch(() => {})));
  };

  return {
    add(count) {
      counts.push(count);
      turn ??= setImmediate(() => void write());
    },
    close() {
      clearImmediate(turn);
      return write();
    },
  };
};
