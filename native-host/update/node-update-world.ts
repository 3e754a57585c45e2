import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { startAsBrowser } from '../doctor/start-as-browser.ts';
import type { InstallWorld } from '../install/install-world.ts';
import { copyStoreFile } from '../store/sqlite/copy-store-file.ts';
import { STORE_FILE } from '../store/store-file.ts';
import type { UpdateWorld } from './update-world.ts';

/** Milliseconds for a download or for unpacking an archive. */
const RUN_LIMIT_MS = 300_000;

/** Milliseconds in which the new version has to answer: antivirus software reads it first. */
const START_LIMIT_MS = 30_000;

/** As many bytes as a header of an executable needs. */
const HEAD_BYTES = 4096;

const runIn: UpdateWorld['runIn'] = (cwd, command, args) =>
  new Promise((resolve) => {
    execFile(command, args, { cwd, timeout: RUN_LIMIT_MS, windowsHide: true }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? 127 : 0;
      resolve({ code, stdout, stderr: stderr || (error?.message ?? '') });
    });
  });

const sha256 = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

const head = async (path: string): Promise<Uint8Array> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

/** The computer that this process runs on. */
export const nodeUpdateWorld = (world: InstallWorld): UpdateWorld => ({
  ...world,
  arch: process.arch,
  start: (program) => startAsBrowser(program, START_LIMIT_MS),
  runIn,
  sha256,
  head,
  async copyStore(from, to) {
    const file = join(from, STORE_FILE);
    if (existsSync(file)) await copyStoreFile(file, join(to, STORE_FILE));
  },
  unique: randomUUID,
});
