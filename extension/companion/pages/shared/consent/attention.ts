/** How long a window must have had the user's attention before it can be agreed to, in milliseconds. */
export const ATTENTION_MS = 1000;

/** The most that one frame counts, in milliseconds: time in which the page was not drawn does not count. */
const FRAME_MS = 250;

/** What is watched of a page and of its window. */
export interface WatchedPage {
  /** Whether the page is visible and its window has the focus. */
  attended(): boolean;
  /** Position and outer size of the window, as one value to compare. */
  bounds(): string;
  /** Calls back on every event by which a window gains or loses attention, or changes its size. */
  onChange(callback: () => void): void;
  /** Calls back once, when the next frame is drawn, with the time in milliseconds. */
  nextFrame(callback: (now: number) => void): void;
}

/** Whether the window has had the user's attention for long enough, without a break. */
export interface Attention {
  readonly held: boolean;
  /** Changes with every restart: what began in one streak cannot be completed in another. */
  readonly streak: number;
  restart(): void;
}

/**
 * Measures how long a window has had the focus and has been visible, unmoved and unresized. It starts again with
 * every break. A window that another extension has just uncovered, moved or shrunk must be seen by the user
 * before a click in it can give a permission.
 *
 * `change` is called whenever `held` or `streak` changes.
 */
export const createAttention = (page: WatchedPage, change: () => void): Attention => {
  let bounds = page.bounds();
  let attended = false;
  let streak = 0;
  let seen = 0;
  let last: number | undefined;
  let framing = false;

  const restart = () => {
    streak += 1;
    seen = 0;
    last = undefined;
    change();
  };

  const frame = (now: number) => {
    framing = false;
    if (!look()) return;
    const before = seen;
    if (last !== undefined) seen += Math.min(now - last, FRAME_MS);
    last = now;
    if (before < ATTENTION_MS && seen >= ATTENTION_MS) change();
  };

  /** Compares the page with how it was. True if there was no break. */
  const look = (): boolean => {
    const before = { bounds, attended };
    bounds = page.bounds();
    attended = page.attended();
    // Without attention no frames are watched: the event that brings it back starts them again.
    if (attended && !framing) {
      framing = true;
      page.nextFrame(frame);
    }
    if (!attended && !before.attended) return false;
    const unbroken = attended && before.attended && bounds === before.bounds;
    if (!unbroken) restart();
    return unbroken;
  };

  page.onChange(() => {
    look();
    restart();
  });
  look();

  return {
    get held() {
      return look() && seen >= ATTENTION_MS;
    },
    get streak() {
      return streak;
    },
    restart,
  };
};
