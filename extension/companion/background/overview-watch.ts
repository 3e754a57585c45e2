import type { Overview } from '../../../shared/protocol/overview.ts';
import type { OwnCalls } from './own-calls.ts';

/** Follows the state of the host while the line to it is open. */
export interface OverviewWatch {
  /** Reads the state, then waits for each change. Restarts if it was started before. */
  start(): void;
  stop(): void;
}

/** Hosts without this call reject it, which ends the watch. */
export const createOverviewWatch = (
  ask: OwnCalls['ask'],
  onOverview: (overview: Overview) => void,
): OverviewWatch => {
  let current = 0;

  const follow = async (own: number) => {
    let seen = await ask('overview', {});
    while (own === current) {
      onOverview(seen);
      seen = await ask('overview', { seen });
    }
  };

  return {
    start() {
      current += 1;
      follow(current).catch(() => {});
    },
    stop() {
      current += 1;
    },
  };
};
