import { expect, test } from 'vitest';
import { NO_POLICY } from '../../gateway/limits/limit-policy.ts';
import { CONNECTION_LIMITS } from '../../http/connection-limits.ts';
import { shareLimits } from './share-limits.ts';

const settings = (each: number, all: number) => ({
  ...{ listen: { host: '::1', port: 1 }, upstream: [], origin: [], allowHost: [], scopes: [] },
  limitPolicy: NO_POLICY,
  limits: { ...CONNECTION_LIMITS, connections: 100 },
  bodies: { each, all },
});

test('each of several processes has its share of connections and of memory for bodies', () => {
  const { limits, bodies } = shareLimits(settings(10, 90), 3);
  expect([limits.connections, bodies]).toEqual([34, { each: 10, all: 30 }]);
});

test('each process can take the largest body', () => {
  expect(shareLimits(settings(64, 128), 4).bodies).toEqual({ each: 64, all: 64 });
});
