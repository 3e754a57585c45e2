import type { Store } from '../store/open-store.ts';

/** Requests that are running, each of which is looked at anew when a permission changes anywhere. */
export interface Revocations {
  /** `check` is called after each change from now on, until what is returned is called. */
  watch(check: () => void): () => void;
  close(): void;
}

export const createRevocations = (store: Pick<Store, 'onChange'>): Revocations => {
  const checks = new Set<() => void>();
  let stop: (() => void) | undefined;

  const close = () => {
    stop?.();
    stop = undefined;
    checks.clear();
  };

  return {
    watch(check) {
      checks.add(check);
      stop ??= store.onChange(() => {
        for (const each of [...checks]) each();
      });
      return () => {
        if (checks.delete(check) && checks.size === 0) close();
      };
    },
    close,
  };
};
