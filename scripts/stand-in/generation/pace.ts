import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';

/** Waits for each token's turn. */
export type Pace = (gone: AbortSignal) => Promise<void>;

/** Tokens at this rate, without drift; 0 is as fast as possible. */
export function createPace(tokensPerSecond: number): Pace {
  // A turn of the event loop per token, or a closed socket would not be noticed.
  if (tokensPerSecond === 0) return (gone) => nextTurn(undefined, { signal: gone });
  const start = performance.now();
  let count = 0;
  return async (gone) => {
    count += 1;
    const due = start + (count * 1000) / tokensPerSecond;
    await delay(Math.max(0, due - performance.now()), undefined, { signal: gone, ref: false });
  };
}
