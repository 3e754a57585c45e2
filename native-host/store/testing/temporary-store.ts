import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Store } from '../contract.ts';
import { openStore } from '../sqlite/open-store.ts';

/** A folder that is deleted after the test. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'turnkey-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** An empty store that is closed and deleted after the test. */
export const temporaryStore = (clock = { now: 1_000 }): Store => {
  const store = openStore(join(temporaryFolder(), 'turnkey.sqlite'), () => clock.now);
  onTestFinished(() => store.close());
  return store;
};
