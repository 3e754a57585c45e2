import { setTimeout as pause } from 'node:timers/promises';
import { resident } from './resident.ts';

const LOOK_MS = 20;

/** The peak memory of a process, in MiB, until `run` settles. */
export const peakDuring = async (
  pid: number,
  run: Promise<unknown>,
  memoryOf = resident,
): Promise<number> => {
  let over = false;
  const ended = run.finally(() => {
    over = true;
  });
  let most = memoryOf(pid);
  while (!over) {
    await Promise.race([pause(LOOK_MS), ended]);
    most = Math.max(most, memoryOf(pid));
  }
  await ended;
  return most;
};
