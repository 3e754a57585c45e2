import type { WatchedPage } from './attention.ts';

/** A page whose frames, focus and bounds are set by a test. */
export const createFakePage = () => {
  const state = { attended: true, bounds: '0,0,460,680' };
  const listeners: (() => void)[] = [];
  let frames: ((now: number) => void)[] = [];
  let now = 0;
  const page: WatchedPage = {
    attended: () => state.attended,
    bounds: () => state.bounds,
    onChange: (callback) => void listeners.push(callback),
    nextFrame: (callback) => void frames.push(callback),
  };
  return {
    page,
    /** The number of pending frame callbacks. */
    get waiting() {
      return frames.length;
    },
    /** Advances the time by `ms` and draws a frame every `step` milliseconds. */
    draw(ms: number, step = 10) {
      for (let passed = 0; passed < ms; passed += step) {
        now += step;
        const due = frames;
        frames = [];
        for (const frame of due) frame(now);
      }
    },
    /** Changes the window. With `event`, the page receives an event. */
    change(change: Partial<typeof state>, event = true) {
      Object.assign(state, change);
      if (event) for (const listener of listeners) listener();
    },
  };
};
