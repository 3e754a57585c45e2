import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { ApiError } from '../api-error.ts';
import type { Call } from '../call.ts';

/** Called before each part of a stream with the number of parts sent. Waits, or throws the failure that a test planned. */
export interface Pacing {
  /** Waits at the gate of a test, or throws. */
  checkpoint(sent: number): Promise<void>;
  /** Does the same, then waits until the part is due. */
  untilDue(sent: number): Promise<void>;
}

/** Paces parts at the given rate without drift. A rate of 0 is as fast as possible. */
export const createPacing = ({ plan, reply, state }: Call): Pacing => {
  const { tokensPerSecond, tokensPerTurn } = state.options;
  const start = performance.now();
  const checkpoint = async (sent: number): Promise<void> => {
    if (plan.hold?.afterTokens === sent) await plan.hold.barrier.pass(reply.gone);
    if (plan.failure?.afterTokens === sent) throw new ApiError(500, plan.failure.message);
  };
  return {
    checkpoint,
    untilDue: async (sent) => {
      await checkpoint(sent);
      if (tokensPerSecond > 0) {
        const due = start + ((sent + 1) * 1000) / tokensPerSecond;
        const left = Math.max(0, due - performance.now());
        await delay(left, undefined, { signal: reply.gone, ref: false });
      } else if ((sent + 1) % tokensPerTurn === 0) {
        // Yield to the event loop now and then, so that a closed socket is noticed.
        await nextTurn(undefined, { signal: reply.gone });
      }
    },
  };
};
