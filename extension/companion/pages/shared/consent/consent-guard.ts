import { type Attention, createAttention, type WatchedPage } from './attention.ts';

/**
 * Why nothing can be allowed now. `settling`: the window has not had the user's attention for long enough; `small`: it is
 * too small to show the whole request; `elsewhere`: it is not the window for this request.
 */
export type Obstacle = 'settling' | 'small' | 'elsewhere';

/** The properties that matter of a pointer, key or click event. */
interface Act {
  readonly isTrusted: boolean;
  /** True for the repeated events of a key that is held down. */
  readonly repeat?: boolean;
}

export interface ConsentGuard {
  /** Undefined while the user can allow. */
  readonly obstacle: Obstacle | undefined;
  /** The user pressed the button or a key on it. */
  press(act: Act): void;
  /**
   * Whether a click on the button counts: it must be trusted, its press must have begun without an obstacle, and the
   * window must have kept the user's attention since.
   */
  accepts(click: Act): boolean;
  /** Restarts the wait, because what the user is to allow has just become visible. */
  restart(): void;
}

interface Options {
  readonly page: WatchedPage;
  /** Checks the window of the page; called again after each interruption. */
  place(): Promise<Exclude<Obstacle, 'settling'> | undefined>;
  change(): void;
}

/** Decides whether the user can allow something on this page, and which clicks count. */
export const createConsentGuard = ({ page, place, change }: Options): ConsentGuard => {
  let attention: Attention | undefined;
  let placed: { readonly streak: number; readonly obstacle: Obstacle | undefined } | undefined;
  let pressed: number | undefined;

  /** Checks the window once it has settled. */
  const inspect = async (streak: number) => {
    const obstacle = await place().catch(() => 'elsewhere' as const);
    if (streak !== attention?.streak) return;
    placed = { streak, obstacle };
    change();
  };

  const obstacle = (): Obstacle | undefined => {
    // Keep reporting a problem with the window until the next check.
    if (placed?.obstacle) return placed.obstacle;
    return attention?.held && placed?.streak === attention.streak ? undefined : 'settling';
  };

  attention = createAttention(page, () => {
    if (!attention) return;
    const { held, streak } = attention;
    if (held && placed?.streak !== streak) void inspect(streak);
    change();
  });

  return {
    get obstacle() {
      return obstacle();
    },
    press({ isTrusted, repeat = false }) {
      const counts = isTrusted && !repeat && obstacle() === undefined;
      pressed = counts ? attention.streak : undefined;
    },
    accepts({ isTrusted }) {
      const began = pressed;
      pressed = undefined;
      return isTrusted && obstacle() === undefined && began === attention.streak;
    },
    restart: attention.restart,
  };
};
