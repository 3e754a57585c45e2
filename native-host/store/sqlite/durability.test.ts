import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-store.ts';
import { durabilityOf } from './durability.ts';

const FULL = 2;
const NORMAL = 1;

const open = (mode: string) => {
  const database = new DatabaseSync(join(temporaryFolder(), 'store'));
  database.exec(`PRAGMA journal_mode = ${mode}`);
  const durability = durabilityOf(database);
  const now = () => Number(Object.values(database.prepare('PRAGMA synchronous').get() ?? {})[0]);
  return { database, durability, now };
};

test.each([
  ['WAL', NORMAL],
  ['TRUNCATE', FULL],
])('in the mode %s only commits that may be lost do not wait for the disk', (mode, relaxed) => {
  const { database, durability, now } = open(mode);
  expect(now()).toBe(FULL);
  durability.relaxed();
  durability.relaxed();
  expect(now()).toBe(relaxed);
  durability.full();
  expect(now()).toBe(FULL);
  database.close();
});
