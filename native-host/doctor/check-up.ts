import type { Caller } from '../../shared/access/caller.ts';
import type { CheckUp } from '../../shared/protocol/check-up.ts';
import { nodeWorld } from '../install/node-world.ts';
import { runChecks, toCheckUp } from './run-checks.ts';
import { nodeDoctorWorld } from './world/node-doctor-world.ts';

/** Milliseconds to wait for another process that uses the store: requests of the running host wait, too. */
const BUSY_MS = 50;

interface Options {
  readonly data: string;
  readonly caller: Caller;
  /** Whether this process is the single executable. */
  readonly isExecutable: boolean;
}

/** Runs all checks in a running host, for the pages of the companion. */
export const checkUp = async ({ data, caller, isExecutable }: Options): Promise<CheckUp> => {
  const running = caller.own ? [{ at: new Date().toISOString(), caller: 'companion' }] : [];
  const world = nodeDoctorWorld({ world: nodeWorld(isExecutable), data, busyMs: BUSY_MS, running });
  return toCheckUp(await runChecks(world));
};
