import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Installs a package with apt-get, as root or with a sudo that does not ask for a password. Returns false if that is
 * not possible.
 */
export const installPackage = (name: string): boolean => {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return false;
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (...command: string[]) => {
    const [program = '', ...args] = [...prefix, ...command];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
  };
  console.error(`Installing the distribution’s package ${name}…`);
  return run('apt-get', 'update', '-qq') && run('apt-get', 'install', '-y', '-qq', name);
};
