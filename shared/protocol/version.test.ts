import fc from 'fast-check';
import { expect, test } from 'vitest';
import { negotiate, PROTOCOL } from './version.ts';

test.each([
  ['the same', { min: 1, max: 1 }, { min: 1, max: 1 }, { version: 1 }],
  ['the newest of both', { min: 1, max: 4 }, { min: 2, max: 3 }, { version: 3 }],
  ['an old host', { min: 1, max: 1 }, { min: 2, max: 3 }, { outdated: 'host' }],
  ['an old client', { min: 2, max: 3 }, { min: 1, max: 1 }, { outdated: 'client' }],
] as const)('%s is negotiated', (_, host, client, result) => {
  expect(negotiate(host, client)).toEqual(result);
});

const range = fc
  .tuple(fc.nat(20), fc.nat(20))
  .map(([one, two]) => ({ min: Math.min(one, two), max: Math.max(one, two) }));

test('the negotiated version is one that both sides support', () => {
  fc.assert(
    fc.property(range, range, (host, client) => {
      const result = negotiate(host, client);
      if ('outdated' in result) return Math.max(host.min, client.min) > Math.min(host.max, client.max);
      const { version } = result;
      return version >= host.min && version <= host.max && version >= client.min && version <= client.max;
    }),
  );
});

test('the versions of this build are a range', () => {
  expect(PROTOCOL.min).toBeLessThanOrEqual(PROTOCOL.max);
});
