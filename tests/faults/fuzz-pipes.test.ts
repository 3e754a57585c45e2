import { expect, test } from 'vitest';
import { fuzzPipes } from '../../scripts/fuzz/fuzz-pipes.ts';

test('R6: thousands of valid and invalid frames over real pipes neither crash nor hang the built host', async () => {
  const { hosts } = await fuzzPipes({ frames: 6_000, seed: Date.now() % 1_000_000 });
  expect(hosts).toBeGreaterThan(0);
});
