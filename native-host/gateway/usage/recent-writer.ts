import type { RecentRequest } from '../../../shared/access/recent-request.ts';
import { MAX_RECENT, type Store } from '../../store/contract.ts';

/** Collects ended requests, and writes the newest of them at most once per {@link INTERVAL_MS}. */
export interface RecentWriter {
  add(request: RecentRequest): void;
  /** Writes what has been added: at once if the last write is long enough ago, otherwise then. */
  writeSoon(): void;
  /** Writes now. Settles once everything that was added is in the store, or could not be written. */
  write(): Promise<void>;
}

/** Milliseconds between two writes. A request that ends alone is written at once; under load one write holds hundreds. */
const INTERVAL_MS = 1_000;

/** The list is for people to look at: requests that the store fails to take are missing in it. */
export const createRecentWriter = ({ recent }: Pick<Store, 'recent'>): RecentWriter => {
  let waiting: RecentRequest[] = [];
  let writing: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let last = Number.NEGATIVE_INFINITY;

  const write = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) {
      last = performance.now();
      const added = recent.add(waiting.slice(-MAX_RECENT)).catch(() => {});
      waiting = [];
      writing = Promise.all([writing, added]);
    }
    await writing;
  };

  return {
    write,
    add(request) {
      waiting.push(request);
      if (waiting.length >= 2 * MAX_RECENT) waiting = waiting.slice(-MAX_RECENT);
    },
    writeSoon() {
      if (timer || waiting.length === 0) return;
      const wait = last + INTERVAL_MS - performance.now();
      if (wait <= 0) void write();
      else timer = setTimeout(() => void write(), wait).unref();
    },
  };
};
