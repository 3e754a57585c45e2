import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The command of each system that prints the resident memory of a process, in KiB. */
const KIB: Partial<Record<NodeJS.Platform, (pid: number) => number>> = {
  linux: (pid) => Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]),
  win32: (pid) =>
    Number(execFileSync('powershell', ['-NoProfile', '-c', `(Get-Process -Id ${pid}).WorkingSet64`])) / 1024,
};

const byPs = (pid: number): number => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]));

/** Resident memory of a process, in MiB. */
export const resident = (pid: number): number => (KIB[process.platform] ?? byPs)(pid) / 1024;
