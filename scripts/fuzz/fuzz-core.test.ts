import { expect, test } from 'vitest';
import { fuzzCore } from './fuzz-core.ts';

test('R6: after twenty thousand valid and invalid frames the host still serves, follows the protocol and leaks no memory', async () => {
  const { lines, requests, before, after } = await fuzzCore({ frames: 20_000, seed: Date.now() % 1_000_000 });
  expect(lines).toBeGreaterThan(10);
  expect(requests).toBeGreaterThan(100);
  expect(after - before).toBeLessThan(8 * 1024 * 1024);
}, 60_000);
