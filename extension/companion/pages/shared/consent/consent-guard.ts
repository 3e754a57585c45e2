import { type Attention, createAttention, type WatchedPage } from './attention.ts';

/**
 * Why nothing can be allowed now. `settling`: the window has not had the user's attention for long enough;
 * `small`: the window hides a part of what is asked; `elsewhere`: it is not a window in which this is asked.
 */
export type Obstacle = 'settling' | 'small' | 'elsewhere';

/** The parts of a pointer, key or click event that count. */
interface Act {
  readonly isTrusted: boolean;
  /** Whether a key is held down and repeats. */
  readonly repeat?: boolean;
}

export interface ConsentGuard {
  /** Undefined while the user can allow. */
  readonly obstacle: Obstacle | undefined;
  /** The user pressed the button or a key on it. */
  press(act: Act): void;
  /**
   * The button was clicked: whether that counts. Only a trusted click does whose press began when there was no
   * obstacle and has not been interrupted since.
   */
  accepts(click: Act): boolean;
  /** What is to be allowed has only come into view now. */
  restart(): void;
}

interface Options {
  readonly page: WatchedPage;
  /** Looks at the window in which the page is shown; asked again after every break of attention. */
  place(): Promise<Exclude<Obstacle, 'settling'> | undefined>;
  change(): void;
}

/** Decides whether the user can allow something on this page, and which clicks count. */
export const createConsentGuard = ({ page, place, change }: Options): ConsentGuard => {
  let attention: Attention | undefined;
  let placed: { readonly streak: number; readonly obstacle: Obstacle | undefined } | undefined;
  let pressed: number | undefined;

  /** The place is looked at when the window has come to rest. */
  const inspect = async (streak: number) => {
    const obstacle = await place().catch(() => 'elsewhere' as const);
    if (streak !== attention?.streak) return;
    placed = { streak, obstacle };
    change();
  };

  const obstacle = (): Obstacle | undefined => {
    // What is wrong with the window stays said until the window has been looked at again.
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
