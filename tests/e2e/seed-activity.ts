import type { Store } from '../../native-host/store/contract.ts';
import type { RecentRequest } from '../../shared/access/recent-request.ts';
import { dayOf, hourOf } from '../../shared/access/usage.ts';

const HOUR_MS = 3_600_000;

/** The number of recent requests. */
export const SEEDED = 45;

/** Users of a month: name, model, requests in an average busy hour, output tokens of a request. */
const USERS = [
  ['Page Notes', 'llama3.2:3b', 6, 240],
  ['Mail Helper', 'qwen3:8b', 3, 420],
  ['Translate Anything', 'gemma3:4b', 9, 60],
  ['A name that an extension chose to be very long, for attention', 'smollm2:135m', 1, 90],
  ['=HYPERLINK("http://evil.example","Click")', 'llama3.2:3b', 0.6, 300],
  ['Reader', 'bge-m3:latest', 2, 0],
  ['Codes', 'qwen3-coder:30b', 0.5, 700],
] as const;

/** The same numbers each time. */
const createRandom = () => {
  let state = 7;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

const callerOf = (at: number): string => 'abcdefghijklmnop'.charAt(at + 1).repeat(32);

const requestOf = (at: number, time: number, random: () => number): RecentRequest => {
  const [, model, , tokens] = USERS[at % USERS.length] as (typeof USERS)[number];
  const isEmbed = tokens === 0;
  const firstMs = Math.round(80 + random() * 900);
  const outputMs = isEmbed ? null : Math.round(tokens * (12 + random() * 20));
  const common = { at: time, grantId: `g${at % USERS.length}`, operation: isEmbed ? 'embed' : 'chat' };
  const spent = { firstMs, outputMs, ms: firstMs + (outputMs ?? 40) };
  if (at % 11 === 5) {
    const none = { promptTokens: 0, outputTokens: 0, firstMs: null, outputMs: null, ms: 12 };
    return { ...common, ...none, model: '', state: 'error', status: 403, code: 'model_not_allowed' };
  }
  const state = at % 9 === 4 ? 'cancelled' : 'ok';
  const counted = { promptTokens: 300, outputTokens: tokens };
  return { ...common, ...spent, ...counted, model, state, status: 200, code: null };
};

/** Writes a month of use by seven extensions into a store. */
export const seedActivity = async (store: Store, now: number): Promise<void> => {
  const random = createRandom();
  for (const [at, [name]] of USERS.entries()) {
    await store.grants.create({
      ...{ id: `g${at}`, name, claimedName: name, kind: 'approval', caller: callerOf(at) },
      ...{ scopes: ['read', 'infer'], models: null, expiresAt: null, parent: null, digest: null },
    });
  }
  for (let ago = 30 * 24; ago >= 0; ago -= 1) {
    const hour = hourOf(now) - ago * HOUR_MS;
    const clock = new Date(hour);
    const isBusy =
      clock.getHours() >= 8 && clock.getHours() <= 22 && (clock.getDay() % 6 > 0 || random() < 0.3);
    for (const [at, [, model, mean, tokens]] of USERS.entries()) {
      const requests = isBusy ? Math.round(mean * random() * 2) : 0;
      if (requests === 0) continue;
      await store.usage.add({
        ...{ day: dayOf(hour), hour, grantId: `g${at}`, model, requests, errors: random() < 0.05 ? 1 : 0 },
        ...{ promptTokens: requests * 300, outputTokens: requests * tokens, ms: requests * 4_000 },
      });
    }
  }
  const recent = Array.from({ length: SEEDED }, (_, at) => requestOf(at, now - at * at * 90_000, random));
  await store.recent.add(recent.toReversed());
};
