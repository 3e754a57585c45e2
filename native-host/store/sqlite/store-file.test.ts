import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { StoreError } from '../store-error.ts';
import { MIGRATIONS } from './migrations.ts';
import { openStore } from './open-store.ts';

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'turnkey-store-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
};

const newPath = () => join(folder(), 'data', 'turnkey.sqlite');

test('a file of the right version without its tables is a StoreError', () => {
  const path = join(folder(), 'turnkey.sqlite');
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  database.close();
  expect(() => openStore(path)).toThrow(StoreError);
});

test('a folder in the place of the file is a StoreError', () => {
  const path = newPath();
  mkdirSync(path, { recursive: true });
  expect(() => openStore(path)).toThrow(StoreError);
});

test('a failed migration leaves the file unchanged', () => {
  const path = join(folder(), 'turnkey.sqlite');
  const database = new DatabaseSync(path);
  database.exec('CREATE TABLE settings (other TEXT)');
  database.close();
  expect(() => openStore(path)).toThrow(StoreError);
  const after = new DatabaseSync(path);
  onTestFinished(() => after.close());
  expect(after.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: 0 });
  expect(after.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()).toHaveLength(1);
});
