import type { WatchedPage } from './attention.ts';

/** Window events for focus, size and visibility in the session history. */
const CHANGES = ['focus', 'blur', 'resize', 'pagehide', 'pageshow'] as const;

/** The page in which this code runs. */
export const thisPage: WatchedPage = {
  attended: () => document.visibilityState === 'visible' && document.hasFocus(),
  bounds: () => [screenX, screenY, outerWidth, outerHeight].join(),
  onChange(callback) {
    for (const name of CHANGES) addEventListener(name, callback);
    document.addEventListener('visibilitychange', callback);
  },
  nextFrame: (callback) => void requestAnimationFrame(callback),
};
