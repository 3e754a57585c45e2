import { expect, test } from 'vitest';
import { fuzzPipes } from '../../scripts/fuzz/fuzz-pipes.ts';

test('R6: thousands of frames, good and bad, over real pipes neither crash the built host nor let it hang', async () => {
  const { hosts } = await fuzzPipes({ frames: 6_000, seed: Date.now() % 1_000_000 });
  expect(hosts).toBeGreaterThan(0);
});
