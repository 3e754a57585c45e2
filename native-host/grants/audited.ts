import type { Store, StoreParts } from '../store/contract.ts';
import type { AuditEntry } from '../store/store-contents.ts';

/** The dependencies of an administrative act. */
export interface GrantWorld {
  readonly store: Store;
  /** Milliseconds since the epoch. */
  now(): number;
  random(bytes: number): Uint8Array;
  /** The id of the admin key that acts over HTTP. @default none */
  readonly actor?: string | undefined;
}

/** The result of an act, and its audit row: undefined if it changed nothing. */
interface Done<Result> {
  readonly result: Result;
  readonly audit: Omit<AuditEntry, 'at'> | undefined;
}

/**
 * Runs an administrative act: its changes and its audit row are one transaction. `act` must be safe to repeat, and may
 * await only the parts that it receives. Rejects with a StoreError.
 */
export const audited = <Result>(
  { store, now, actor }: Pick<GrantWorld, 'store' | 'now' | 'actor'>,
  act: (parts: StoreParts) => Promise<Done<Result>>,
): Promise<Result> =>
  store.transaction(async (parts) => {
    const { result, audit } = await act(parts);
    if (audit) await parts.audit.add({ at: now(), ...audit, ...(actor !== undefined && { actor }) });
    return result;
  });
