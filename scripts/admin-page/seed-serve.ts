import { randomBytes } from 'node:crypto';
import { createKey } from '../../native-host/grants/issue.ts';
import { openStore } from '../../native-host/store/sqlite/open-store.ts';
import { storeFile } from '../../native-host/store/store-file.ts';
import { HTTP_CALLER } from '../../shared/access/caller.ts';
import { DEFAULT_SCOPES, OWNER_SCOPES } from '../../shared/access/scopes.ts';
import { dayOf, hourOf } from '../../shared/access/usage.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time.ts';

/** Keys of a team: name, model, requests of a busy hour, output tokens of a request, the label `team`. */
const KEYS = [
  ['Notes app', 'llama3.2:3b', 6, 240, 'support'],
  ['Open WebUI', 'qwen3:8b', 9, 420, 'research'],
  ['Code assistant on the build server', 'qwen3-coder:30b', 3, 700, 'research'],
] as const;

/** The end users of Open WebUI, with how many requests each made. */
const USERS = [
  ['grace@example.com', 120],
  ['alan@example.com', 45],
] as const;

/** The keys of a store, by the name of each. */
export interface Seeded {
  /** The admin key. */
  readonly admin: string;
  readonly keys: readonly { readonly id: string; readonly text: string }[];
}

/** Creates an admin key and the keys of a team in the store of a data folder, with a month of usage. */
export const seedServe = async (folder: string, now = Date.now()): Promise<Seeded> => {
  const store = openStore(storeFile(folder), () => now);
  const world = { store, now: () => now, random: randomBytes };
  const common = { models: null, expiresAt: null };
  const admin = await createKey({ ...common, name: 'Ada', caller: null, scopes: OWNER_SCOPES }, world);
  const keys = [];
  for (const [at, [name, model, requests, tokens, team]] of KEYS.entries()) {
    const limits = at === 0 ? { concurrent: 2, perMinute: 60 } : null;
    const expiresAt = at === 2 ? now + 20 * DAY_MS : null;
    const trust = at === 1 ? ('users' as const) : null;
    const shared = { ...common, labels: { team }, trust };
    const terms = { ...shared, name, caller: HTTP_CALLER.id, scopes: DEFAULT_SCOPES, limits, expiresAt };
    const { grant, text } = await createKey(terms, world);
    keys.push({ id: grant.id, text });
    for (let ago = 0; ago < 30 * 24; ago += 5) {
      const time = now - ago * HOUR_MS;
      const busy = 1 + ((ago * 7 + at * 3) % 5);
      const counts = { requests: Math.ceil((requests * busy) / 3), errors: ago % 45 === 0 ? 1 : 0 };
      const count = { promptTokens: 300 * counts.requests, outputTokens: tokens * counts.requests, ms: 900 };
      await store.usage.add({
        day: dayOf(time),
        hour: hourOf(time),
        grantId: grant.id,
        model,
        ...counts,
        ...count,
      });
    }
    for (const [account, count] of trust ? USERS : []) {
      const counts = { requests: count, errors: 1, promptTokens: 300 * count, outputTokens: tokens * count };
      await store.accounts.add({ day: dayOf(now), grantId: grant.id, account, ...counts, ms: 900 * count });
    }
    const ended = { firstMs: 210, outputMs: 4_000, ms: 4_300, promptTokens: 300, outputTokens: tokens };
    await store.recent.add([
      {
        ...{ at: now - at * HOUR_MS, grantId: grant.id, model, operation: 'chat', state: 'ok' as const },
        ...{ status: 200, code: null, ...ended },
      },
    ]);
  }
  await store.close();
  return { admin: admin.text, keys };
};
