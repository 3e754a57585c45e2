import type { Store } from '../store/open-store.ts';

/** Requests that are running, each of which is looked at anew when a permission changes anywhere. */
export interface Revocations {
  /** `check` is called after each change from now on, until what is returned is called. */
  watch(check: () => void): () => void;
  close(): void;
}

/** How long it listens on after the last request, in milliseconds: the next one often follows at once. */
const QUIET_MS = 5_000;

export const createRevocations = (store: Pick<Store, 'onChange'>): Revocations => {
  const checks = new Set<() => void>();
  let stop: (() => void) | undefined;
  let quiet: NodeJS.Timeout | undefined;

  const close = () => {
    clearTimeout(quiet);
    quiet = undefined;
    stop?.();
    stop = undefined;
    checks.clear();
  };

  const rest = () => {
    quiet = undefined;
    if (checks.size === 0) close();
  };

  return {
    watch(check) {
      checks.add(check);
      stop ??= store.onChange(() => {
        for (const each of [...checks]) each();
      });
      return () => {
        if (checks.delete(check) && checks.size === 0) quiet ??= setTimeout(rest, QUIET_MS).unref();
      };
    },
    close,
  };
};
