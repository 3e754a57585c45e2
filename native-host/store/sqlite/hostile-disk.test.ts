import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../testing/temporary-store.ts';
import { openStore } from './open-store.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A separate process. */
const WRITER = fileURLToPath(new URL('../testing/try-to-write.ts', import.meta.url));
const root = process.getuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534 };

/** Root may write everywhere, so another user has to try, who must be able to read the checkout. */
const other = root ? NOBODY : {};
const canTry =
  process.platform !== 'win32' &&
  spawnSync(process.execPath, ['-e', `fs.accessSync(${JSON.stringify(WRITER)})`], other).status === 0;

const write = (path: string, size: number, count: number, identity: { uid?: number; gid?: number } = {}) => {
  const args = [WRITER, path, String(size), String(count)];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', ...identity });
  const lines = stdout.split('\n');
  return {
    written: lines.length - 1,
    error: lines.at(-1) ? JSON.parse(lines.at(-1) ?? '') : undefined,
    stderr,
  };
};

const settingsOf = async (path: string, count: number) => {
  const store = openStore(path);
  let found = 0;
  for (let at = 0; at < count; at += 1) if (await store.settings.get(`key ${at}`)) found += 1;
  await store.close();
  return found;
};

/** A disk of two megabytes. */
const smallDisk = () => {
  const folder = join(temporaryFolder(), 'disk');
  mkdirSync(folder);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]);
  onTestFinished(() => void spawnSync('umount', [folder]));
  return mounted.status === 0 ? folder : undefined;
};

test.runIf(root && process.platform === 'linux')(
  'a full disk is reported, and earlier writes are kept (needs root on Linux to create a small disk)',
  async (context) => {
    const disk = smallDisk();
    if (!disk) return context.skip('this root may not mount');
    const path = join(disk, 'data', 'turnkey.sqlite');
    const { written, error } = write(path, 20_000, 1000);
    expect([written > 10, written < 1000, error]).toEqual([
      true,
      true,
      {
        known: true,
        reason: 'full',
        message: expect.stringMatching(/disk is full.*free some space/i),
        detail: expect.stringContaining(path),
      },
    ]);
    // The next process finds the earlier contents, and can write as soon as there is space.
    expect(await settingsOf(path, 1000)).toBe(written);
    spawnSync('mount', ['-o', 'remount,size=8m', disk]);
    expect(write(path, 1, 1)).toMatchObject({ written: 1, error: undefined });
  },
);

test.runIf(canTry)(
  'a read-only home directory is reported (on POSIX, in a checkout that all users can read)',
  () => {
    const home = temporaryFolder();
    chmodSync(home, 0o555);
    onTestFinished(() => chmodSync(home, 0o755));
    const { error } = write(join(home, 'data', 'turnkey.sqlite'), 1, 1, other);
    expect(error).toMatchObject({ known: true, reason: 'read_only' });
    expect(error.detail).toContain(join(home, 'data', 'turnkey.sqlite'));
    expect(error.message).not.toContain(home);
  },
);

test.runIf(canTry && root)('a store of another user is reported (needs root to create one)', () => {
  const home = temporaryFolder();
  chmodSync(home, 0o777);
  const path = join(home, 'data', 'turnkey.sqlite');
  write(path, 1, 1);
  expect(write(path, 1, 1, other).error).toMatchObject({ known: true, reason: 'read_only' });
});

test('a writer that is killed loses no completed write', async () => {
  const path = join(temporaryFolder(), 'data', 'turnkey.sqlite');
  const child = spawn(process.execPath, [WRITER, path, '3000', '100000']);
  let reported = 0;
  for await (const _ of createInterface(child.stdout)) {
    reported += 1;
    if (reported === 40) child.kill('SIGKILL');
  }
  expect(await settingsOf(path, reported + 1)).toBeGreaterThanOrEqual(reported);
});

test('files that SQLite left beside a deleted database do not matter', async () => {
  const path = join(temporaryFolder(), 'data', 'turnkey.sqlite');
  const child = spawn(process.execPath, [WRITER, path, '3000', '100000']);
  for await (const _ of createInterface(child.stdout)) child.kill('SIGKILL');
  rmSync(path);
  expect(await settingsOf(path, 1)).toBe(0);
});
