import { toStoreError } from '../store-error.ts';
import type { TroubleLog } from '../trouble-log.ts';

/** Runs work on the store when no other process holds it. `what` names it in reports. Rejects with a StoreError. */
export type Run = <Result>(what: string, work: () => Result | Promise<Result>) => Promise<Result>;

interface Options {
  /** Path of the store, for errors. */
  readonly path: string;
  /** Milliseconds to wait for another process; 0 to try once. */
  readonly waitMs: number;
  readonly troubles?: TroubleLog;
  /** Settles when the open transaction of this process has ended. Undefined if there is none. @default none */
  idle?(): Promise<void> | undefined;
}

/** Milliseconds before each further attempt, as in SQLite's own busy handler (sqliteDefaultBusyCallback in
 * https://github.com/sqlite/sqlite/blob/version-3.50.4/src/main.c). */
const PAUSES_MS = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100];

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Waits with timers, because SQLite's `busy_timeout` would block the event loop and with it every running response.
 * `work` must be one statement, one transaction, or safe to repeat. The first attempt is immediate, and synchronous unless
 * a transaction is open.
 */
export const createRun =
  ({ path, waitMs, troubles, idle = () => undefined }: Options): Run =>
  async (what, work) => {
    let until: number | undefined;
    for (let attempt = 0; ; attempt += 1) {
      for (let open = idle(); open; open = idle()) await open;
      try {
        const result = await work();
        troubles?.worked(what);
        return result;
      } catch (error) {
        const failure = toStoreError(error, path);
        until ??= performance.now() + waitMs;
        if (failure.reason !== 'locked' || performance.now() >= until) {
          troubles?.failed(what, failure);
          throw failure;
        }
      }
      await pause(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)] as number);
    }
  };
