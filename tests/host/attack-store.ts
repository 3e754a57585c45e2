import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, statSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const HOLD = `
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1], { timeout: 30000 });
database.exec('BEGIN IMMEDIATE');
console.log('held');
process.stdin.on('end', () => {
  database.exec('ROLLBACK');
  process.exit(0);
}).resume();`;

/** Holds the write lock of a store in another process until it is released, like a backup or a suspended command. */
export const holdStore = async (path: string) => {
  const child = spawn(process.execPath, ['-e', HOLD, path], { stdio: ['pipe', 'pipe', 'ignore'] });
  const gone = once(child, 'exit');
  await once(createInterface(child.stdout), 'line');
  return {
    isHeld: () => child.exitCode === null && child.signalCode === null,
    async release() {
      child.stdin.end();
      await gone;
    },
  };
};

const FILES = ['', '-wal', '-shm'];

/** Overwrites the files of an open store in place, like a failing disk. */
export const damageStore = (path: string): void => {
  for (const file of FILES.map((suffix) => path + suffix).filter((file) => existsSync(file))) {
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(Math.max(statSync(file).size, 8192), 'not a database '));
  }
};

/** Deletes the files of a store, or those with these suffixes. */
export const deleteStore = async (path: string, ends: readonly string[] = FILES): Promise<void> => {
  for (const end of ends) await rm(path + end, { force: true });
};
