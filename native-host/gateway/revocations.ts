import type { Store } from '../store/contract.ts';
import { createSlots } from './slots.ts';

/** Notifies running requests when a permission changes, in this process or another one. */
export interface Revocations {
  /** Calls `check` after each change until the returned function is called. */
  watch(check: () => void): () => void;
  close(): void;
}

/** How long to keep listening to the store after the last request, in milliseconds. The next one often follows soon. */
const QUIET_MS = 5_000;

export const createRevocations = (store: Pick<Store, 'onChange'>): Revocations => {
  const checks = createSlots<() => void>();
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

  // Created outside of `watch`, whose scope would keep the first request alive while the store is listened to.
  const checkAll = () => {
    for (const check of checks.all()) check();
  };

  return {
    watch(check) {
      const at = checks.add(check);
      stop ??= store.onChange(checkAll);
      return () => {
        if (checks.remove(at, check) && checks.size === 0) quiet ??= setTimeout(rest, QUIET_MS).unref();
      };
    },
    close,
  };
};

/** Permission changes during one request. */
export interface PermissionWatch {
  /** Whether any permission changed since the watch started. */
  readonly changed: boolean;
  /** Calls `check` after each change, and at once if there was one before. */
  onChange(check: () => void): void;
  stop(): void;
}

export const watchPermissions = (revocations: Revocations): PermissionWatch => {
  let check: (() => void) | undefined;
  const stop = revocations.watch(() => {
    watch.changed = true;
    check?.();
  });
  // A field: V8 creates a hidden class for each object that a literal with a getter makes.
  const watch = {
    changed: false,
    onChange(own: () => void) {
      check = own;
      if (watch.changed) own();
    },
    stop,
  };
  return watch;
};
