import { readdir, readFile, stat } from 'node:fs/promises';
import type { InstallWorld } from '../../install/install-world.ts';

const onLinux = async (uid: number | undefined): Promise<string[]> => {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map(async (pid) => {
      try {
        if ((await stat(`/proc/${pid}`)).uid !== uid) return '';
        return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').join(' ').trim();
      } catch {
        // The process has ended.
        return '';
      }
    }),
  );
  return lines.filter(Boolean);
};

/** The command lines of this user's processes. Empty on Windows, which has no quick way to read them. */
export const commandLines = async ({ platform, uid, run }: InstallWorld): Promise<readonly string[]> => {
  if (platform === 'linux') return onLinux(uid);
  if (platform === 'win32') return [];
  const { stdout } = await run('/bin/ps', ['-xo', 'command=']);
  return stdout.split('\n').filter(Boolean);
};
