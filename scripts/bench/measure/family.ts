import { readdirSync, readFileSync } from 'node:fs';

/** A process and its descendants, on systems that list them in /proc. */
export const family = (pid: number): number[] => {
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
