import type { ConsentGuard, Obstacle } from './consent-guard.ts';

/** Says why nothing can be allowed now. */
export interface Hint {
  /** Undefined if there is nothing to say. */
  say(): string | undefined;
  /** The user tried, and it did not count. */
  tried(): void;
}

/** A window that is only settling says so after the user tried: most users read for longer than that. */
export const createHint = (
  guard: Pick<ConsentGuard, 'obstacle'>,
  texts: Readonly<Record<Obstacle, string>>,
): Hint => {
  let tried = false;
  return {
    say() {
      const { obstacle } = guard;
      if (obstacle !== 'settling') tried = false;
      if (obstacle === undefined) return undefined;
      return obstacle === 'settling' && !tried ? undefined : texts[obstacle];
    },
    tried() {
      tried = true;
    },
  };
};
