/** A place among the requests that a grant may have running. */
export interface Lease {
  /** Gives the place back. */
  release(): void;
}

/** Counts what each grant has running, in all processes together. */
export interface Leases {
  /** A place, or undefined where all are taken. Rejects with a StoreError. */
  take(grantId: string, atMost: number): Promise<Lease | undefined>;
}

/** Seconds after which the places of a process that was killed are free again. */
export const LEASE_SECONDS = 30;

/** Where leases are kept. One whose time is over does not count. */
export interface LeaseRows {
  /** Adds a lease unless that would be one too many. */
  take(lease: {
    readonly id: string;
    readonly grantId: string;
    readonly atMost: number;
    readonly seconds: number;
  }): Promise<boolean>;
  /** Gives leases their full time again, also one that another process took for ended: its request does run. */
  renew(leases: readonly (readonly [id: string, grantId: string])[], seconds: number): Promise<void>;
  release(id: string): Promise<void>;
}

const NOTHING = () => {};

/** A lease ends by itself unless its process renews it, so that one that is killed leaves nothing behind for long. */
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
    // Whatever fails here is done by the next round.
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
