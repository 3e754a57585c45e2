import { expect, test } from 'vitest';
import { outputSpeed, type RecentRequest } from './recent-request.ts';

const speed = (change: Partial<RecentRequest>) =>
  outputSpeed({
    ...{ at: 0, grantId: 'one', model: 'm', operation: 'chat', state: 'ok', status: 200, code: null },
    ...{ promptTokens: 1, outputTokens: 50, firstMs: 200, outputMs: null, ms: 1_200 },
    ...change,
  });

test.each([
  ['of the time that Ollama reports', { outputMs: 500 }, 100],
  ['of the time after the first byte', {}, 50],
  ['unknown if the response arrived at once', { ms: 200 }, null],
  ['unknown without a response', { firstMs: null }, null],
  ['unknown without output', { outputTokens: 0 }, null],
  ['unknown for an operation without tokens', { outputTokens: null }, null],
] as const)('tokens per second: %s', (_why, change, expected) => {
  expect(speed(change)).toBe(expected);
});
