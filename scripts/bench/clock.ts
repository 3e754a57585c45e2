/** Milliseconds since the epoch, with a fraction: the clock that this process and the browser share. */
export const now = (): number => performance.timeOrigin + performance.now();
