import { gatherUsage, type UsageRow } from '../../shared/access/usage.ts';
import type { Store } from '../store/open-store.ts';

/** Gathers what is counted within one turn of the event loop, and writes it together. */
export interface UsageWriter {
  add(row: UsageRow): void;
  /** Writes what is still gathered. */
  close(): Promise<void>;
}

/**
 * Many requests end in one turn where many run, and each write to the disk costs more than all else that is done for
 * one. It is not put off longer than that: who has had the answer is counted.
 */
export const createUsageWriter = ({ usage }: Pick<Store, 'usage'>): UsageWriter => {
  const gathered = new Map<string, UsageRow>();
  let turn: NodeJS.Immediate | undefined;

  const write = async (): Promise<void> => {
    turn = undefined;
    const rows = [...gathered.values()];
    gathered.clear();
    // A store that fails tells so to the next request: these have had their answers.
    await Promise.all(rows.map((row) => usage.add(row).catch(() => {})));
  };

  return {
    add(row) {
      gatherUsage(gathered, row);
      turn ??= setImmediate(() => void write());
    },
    close() {
      clearImmediate(turn);
      return write();
    },
  };
};
