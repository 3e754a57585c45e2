import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issue } from '../../native-host/grants/issue.ts';
import { fakeUpstream } from '../../native-host/rpc/testing/fake-upstream.ts';
import type { Connection } from '../../native-host/session/connection.ts';
import { createOutbox, type WriteMessages } from '../../native-host/session/outbox.ts';
import { openHost } from '../../native-host/stdio/open-host.ts';
import type { Store } from '../../native-host/store/contract.ts';
import { openStore } from '../../native-host/store/sqlite/open-store.ts';
import type { Caller } from '../../shared/access/caller.ts';
import { SCOPE_NAMES } from '../../shared/access/scopes.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import type { FakeRelay } from './fake-relay.ts';

/** An extension with every scope that an extension can have. */
export const ALLOWED: Caller = { id: 'abcdefghijklmnopabcdefghijklmnop', page: true, own: false };

/** An extension without a grant or a denial. */
export const STRANGER: Caller = { id: 'ponmlkjihgfedcbaponmlkjihgfedcba', page: true, own: false };

/** Creates the grants that the fuzzing clients need. Returns the token and the grant id of a paired companion. */
export const seedStore = async (store: Store): Promise<{ token: string; pairing: string }> => {
  const terms = { models: null, expiresAt: null, parent: null };
  const scopes = SCOPE_NAMES.filter((scope) => scope !== 'admin');
  const caller = ALLOWED.id;
  const allowed = { ...terms, id: 'allowed0', name: 'Allowed', kind: 'approval', caller, scopes } as const;
  await store.grants.create({ ...allowed, digest: null });
  const companion = { name: 'Companion', kind: 'pairing', caller: COMPANION_ID_CHROMIUM } as const;
  const { text, grant } = await issue(
    'otp',
    { ...terms, ...companion, scopes: ['admin'] },
    store,
    randomBytes,
  );
  return { token: text, pairing: grant.id };
};

/** The host without its pipes and its Ollama: store, access, sessions. */
export interface HostCore {
  /** A line from a companion that is paired: its frames go to `write`. */
  connect(write: WriteMessages): Connection;
  close(): Promise<void>;
}

export const openHostCore = async (relay: FakeRelay): Promise<HostCore> => {
  const folder = mkdtempSync(join(tmpdir(), 'turnkey-core-'));
  const store = openStore(join(folder, 'turnkey.sqlite'));
  const { pairing: paired } = await seedStore(store);

  return {
    connect(write) {
      const caller = { id: COMPANION_ID_CHROMIUM, page: true, own: true };
      const outbox = createOutbox(write);
      const random = (bytes: number) => randomBytes(bytes);
      const host = openHost({ caller, store, relay, upstream: fakeUpstream(), outbox, random });
      const { connection, approvals } = host;
      host.pairing.set(paired);
      return {
        ...connection,
        close() {
          host.close();
          // A prompt stays open for a while after its client has left; a real host process would end here.
          for (const { id } of approvals.list()) approvals.answer(id, 'dismissed');
        },
      };
    },
    async close() {
      relay.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
