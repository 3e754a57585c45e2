import { readFileSync } from 'node:fs';
import type { BenchEnv } from '../bench-env.ts';
import type { WayName } from '../client/page.ts';
import { createRow, type Row } from '../report/row.ts';
import { family } from './family.ts';
import { delays, WAYS } from './in-page.ts';

const RATE = 50;
const TOKENS = 10_000;

/** The clock of /proc: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICKS_PER_SECOND = 100;

/** Seconds that a process and its children that have ended have used. 0 if it has ended itself: then its parent has them. */
const used = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
};

const usedBy = (pid: number): number => family(pid).reduce((sum, each) => sum + used(each), 0);

/**
 * Processor time of the browser and the hosts that it has started, while tokens arrive as a model sends them. Measured
 * with fewer tokens, because it takes their time. Undefined where there is no /proc.
 */
export const measureProcessor = async (
  { page, browser }: BenchEnv,
  seconds: number,
): Promise<Row | undefined> => {
  const pid = browser.process()?.pid;
  if (pid === undefined || process.platform !== 'linux') return undefined;
  const measured = seconds * RATE;
  const values: Partial<Record<WayName, number>> = {};
  for (const way of WAYS) {
    const before = usedBy(pid);
    await delays(measured, RATE)(page, way);
    values[way] = ((usedBy(pid) - before) * TOKENS) / measured;
  }
  const name = `Processor time of 10,000 tokens at ${RATE}/s (${measured} measured)`;
  return createRow({ name, unit: 's' }, values as Record<WayName, number>);
};
