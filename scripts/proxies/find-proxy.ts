import { spawnSync } from 'node:child_process';
import { installPackage } from '../browser/install-package.ts';

const answers = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

const isThere = (program: 'nginx' | 'caddy'): boolean =>
  program === 'nginx' ? answers('nginx', '-v') : answers('caddy', 'version');

/** Whether nginx or Caddy can be started, after installing Debian's package where that is possible. */
export const hasProxy = (program: 'nginx' | 'caddy'): boolean =>
  isThere(program) || (installPackage(program) && isThere(program));
