import type { Leases } from './contract.ts';

/** Seconds after which the leases of a killed process expire. */
const LEASE_SECONDS = 30;

/** Where leases are kept. Expired ones do not count. */
export interface LeaseRows {
  /** Adds a lease unless that would be one too many. */
  take(lease: {
    readonly id: string;
    readonly grantId: string;
    readonly atMost: number;
    readonly seconds: number;
  }): Promise<boolean>;
  /** Extends leases by their full time, and restores one that another process has removed as expired. */
  renew(leases: readonly (readonly [id: string, grantId: string])[], seconds: number): Promise<void>;
  release(id: string): Promise<void>;
}

const NOTHING = () => {};

/** Leases expire unless their process renews them, so that those of a killed process are soon free. */
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
    // A failure is made good by the next renewal.
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
          // After a renewal that is still waiting, which would add the lease again. If this fails, the lease expires.
          const give = () => rows.release(id).catch(NOTHING);
          if (renewed) void renewed.then(give);
          else void give();
        },
      };
    },
    close: stop,
  };
};
