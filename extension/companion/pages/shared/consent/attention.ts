/** How long a window must have had the user's attention before it accepts a click, in milliseconds. */
export const ATTENTION_MS = 1000;

/** Longest time counted for one frame, in milliseconds: time without drawing does not count. */
const FRAME_MS = 250;

/** What is observed of a page and its window. */
export interface WatchedPage {
  /** Whether the page is visible and its window has the focus. */
  attended(): boolean;
  /** Position and outer size of the window, as one comparable value. */
  bounds(): string;
  /** Calls back on every event for focus, visibility or size. */
  onChange(callback: () => void): void;
  /** Calls back once, before the next frame, with the time in milliseconds. */
  nextFrame(callback: (now: number) => void): void;
}

/** Whether the window has had the user's attention for {@link ATTENTION_MS} without interruption. */
export interface Attention {
  readonly held: boolean;
  /** Changes with every restart, so that a press from before an interruption can be recognised. */
  readonly streak: number;
  restart(): void;
}

/**
 * Measures how long a window has been focused and visible without being moved or resized; any interruption restarts it.
 * Otherwise another extension could uncover, move or shrink the window under the pointer just before a click.
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
    if (!check()) return;
    const before = seen;
    if (last !== undefined) seen += Math.min(now - last, FRAME_MS);
    last = now;
    if (before < ATTENTION_MS && seen >= ATTENTION_MS) change();
  };

  /** Compares the page with its last state. Returns true if there was no interruption. */
  const check = (): boolean => {
    const before = { bounds, attended };
    bounds = page.bounds();
    attended = page.attended();
    // No frames are requested without attention: the event that brings it back starts them again.
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
    check();
    restart();
  });
  check();

  return {
    get held() {
      return check() && seen >= ATTENTION_MS;
    },
    get streak() {
      return streak;
    },
    restart,
  };
};
