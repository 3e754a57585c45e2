import { readdirSync, readFileSync } from 'node:fs';
import { resident } from '../bench/measure/resident.ts';

/** A process and its descendants, on systems that list them in /proc. */
const family = (pid: number): number[] => {
  const tasks = `/proc/${pid}/task`;
  try {
    const children = readdirSync(tasks).flatMap((task) =>
      readFileSync(`${tasks}/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
    );
    return [pid, ...children.flatMap(family)];
  } catch {
    return [pid];
  }
};

const total = (pid: number): number => family(pid).reduce((sum, each) => sum + resident(each), 0);

/** The growth of a process's memory, in MiB, until `run` settles. Sampled ten times a second. */
export const growthDuring = async <Value>(pid: number, run: () => Promise<Value>) => {
  const before = total(pid);
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, total(pid));
  }, 100);
  try {
    const value = await run();
    return { value, growth: Math.max(most, total(pid)) - before };
  } finally {
    clearInterval(timer);
  }
};
