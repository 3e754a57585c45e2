import type { ListedRequest } from '../../../shared/access/recent-request.ts';
import { dayOf, type HourUsage, hourOf } from '../../../shared/access/usage.ts';
import { HOUR_MS } from './paired.ts';

const NOW = Date.now();

/** Users of a week: grant, model, requests in a day. */
const USERS = [
  ['AbCdEf12', 'llama3.2:latest', 42],
  ['AbCdEf13', 'qwen3:8b', 17],
  ['AbCdEf14', 'gemma3:4b', 9],
  ['AbCdEf20', 'qwen3:8b', 25],
] as const;

/** The usage of a week, more on some days than on others. */
export const WEEK: readonly HourUsage[] = Array.from({ length: 7 }, (_, ago) => {
  const hour = hourOf(NOW) - ago * 24 * HOUR_MS;
  return USERS.map(([grantId, model, mean], at) => {
    const requests = Math.round(mean * (1 + Math.sin(ago * 2 + at)));
    const tokens = { promptTokens: requests * 310, outputTokens: requests * 160 };
    return {
      day: dayOf(hour),
      hour: 0,
      grantId,
      model,
      requests,
      errors: ago % 3,
      ...tokens,
      ms: requests * 2e3,
    };
  });
}).flat();

const request = (at: number): ListedRequest => {
  const [grantId, model] = USERS[at % USERS.length] as (typeof USERS)[number];
  const common = { id: 100 - at, at: NOW - at * at * 90_000, grantId, operation: 'chat' };
  if (at % 7 === 3) {
    const nothing = { promptTokens: null, outputTokens: null, firstMs: null, outputMs: null, ms: 12 };
    return { ...common, ...nothing, model: '', state: 'error', status: 403, code: 'model_not_allowed' };
  }
  const counted = { promptTokens: 310, outputTokens: 160, firstMs: 210, outputMs: 1_900, ms: 2_150 };
  return { ...common, ...counted, model, state: at % 5 === 4 ? 'cancelled' : 'ok', status: 200, code: null };
};

/** As many as are listed at first. */
export const RECENT: readonly ListedRequest[] = Array.from({ length: 20 }, (_, at) => request(at));
