import { family } from '../bench/measure/family.ts';
import { resident } from '../bench/measure/resident.ts';

const total = (pid: number): number => family(pid).reduce((sum, each) => sum + resident(each), 0);

/** The growth of a process's memory, in whole MiB, until `run` settles. Sampled ten times a second. */
export const growthDuring = async <Value>(pid: number, run: () => Promise<Value>) => {
  const before = total(pid);
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, total(pid));
  }, 100);
  try {
    const value = await run();
    return { value, growth: Math.round(Math.max(most, total(pid)) - before) };
  } finally {
    clearInterval(timer);
  }
};
