import { MAX_WINDOWS, QUIET_MS } from './may-ask.ts';

/** Counts the windows that each caller had opened lately. */
export interface WindowCount {
  /** Whether one more may be opened for the caller. */
  allows(caller: string): boolean;
  add(caller: string): void;
  /** Starts again at none: the user has answered, or wants to be asked. */
  forget(caller: string): void;
}

/**
 * At most {@link MAX_WINDOWS} for each caller in {@link QUIET_MS}. The count is by opening, since a caller could close
 * what it opened by cancelling its request.
 */
export const createWindowCount = (now: () => number): WindowCount => {
  const opened = new Map<string, readonly number[]>();
  const recent = (caller: string) =>
    (opened.get(caller) ?? []).filter((at) => now() - at < QUIET_MS).slice(-MAX_WINDOWS);

  return {
    allows: (caller) => recent(caller).length < MAX_WINDOWS,
    add(caller) {
      for (const each of opened.keys()) if (recent(each).length === 0) opened.delete(each);
      opened.set(caller, [...recent(caller), now()]);
    },
    forget: (caller) => void opened.delete(caller),
  };
};
