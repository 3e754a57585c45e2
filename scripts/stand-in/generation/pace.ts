import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';

/** Waits for each token's turn. */
export type Pace = (gone: AbortSignal) => Promise<void>;

/** Tokens at this rate, without drift; 0 is as fast as possible, with a turn of the event loop every few tokens. */
export function createPace(tokensPerSecond: number, tokensPerTurn: number): Pace {
  const start = performance.now();
  let count = 0;
  return async (gone) => {
    count += 1;
    if (tokensPerSecond > 0) {
      const due = start + (count * 1000) / tokensPerSecond;
      await delay(Math.max(0, due - performance.now()), undefined, { signal: gone, ref: false });
    } else if (count % tokensPerTurn === 0) {
      // Without a turn now and then a closed socket would not be noticed.
      await nextTurn(undefined, { signal: gone });
    }
  };
}
