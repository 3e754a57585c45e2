import type { Leases } from './contract.ts';

/** Seconds after which the leases of a killed process expire. */
const LEASE_SECONDS = 30;

/** The stored leases. Expired ones do not count. */
export interface LeaseRows {
  /** Adds a lease, unless the grant has `atMost`. `seconds`: until it expires. */
  take(lease: { id: string; grantId: string; atMost: number; seconds: number }): Promise<boolean>;
  /** Extends leases to `seconds` from now. Restores those that another process has removed as expired. */
  renew(leases: readonly (readonly [id: string, grantId: string])[], seconds: number): Promise<void>;
  release(id: string): Promise<void>;
}

const NOTHING = () => {};

/** Renews the leases of this process until they are released. Those of a killed process expire. */
export const createLeases = (rows: LeaseRows, seconds = LEASE_SECONDS): Leases & { close(): void } => {
  const held = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let renewed: Promise<void> | undefined;

  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };

  const renew = () => {
    if (held.size === 0) stop();
    // If this fails, the next renewal restores the leases.
    else renewed = rows.renew([...held], seconds).catch(NOTHING);
  };

  return {
    async take(grantId, atMost) {
      const id = crypto.randomUUID();
      if (!(await rows.take({ id, grantId, atMost, seconds }))) return undefined;
      held.set(id, grantId);
      timer ??= setInterval(renew, (seconds * 1000) / 3).unref();
      return {
        release() {
          if (!held.delete(id)) return;
          // Wait for a pending renewal, which would add the lease again. If the release fails, the lease expires.
          const remove = () => rows.release(id).catch(NOTHING);
          if (renewed) void renewed.then(remove);
          else void remove();
        },
      };
    },
    close: stop,
  };
};
