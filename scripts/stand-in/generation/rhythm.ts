import type { Call } from '../call.ts';
import { ApiError } from '../http/api-error.ts';
import { createPace } from './pace.ts';

/** Called before each record of a stream, with how many were sent: it waits, or fails as a test wants it. */
export interface Rhythm {
  /** Passes the gate, or fails. */
  checkpoint(sent: number): Promise<void>;
  /** The same, and then waits for the record's turn. */
  beat(sent: number): Promise<void>;
}

export function createRhythm({ plan, reply, state }: Call): Rhythm {
  const pace = createPace(state.options.tokensPerSecond, state.options.tokensPerTurn);
  const checkpoint = async (sent: number): Promise<void> => {
    if (plan.hold?.afterTokens === sent) await plan.hold.barrier.pass(reply.gone);
    if (plan.failure?.afterTokens === sent) throw new ApiError(500, plan.failure.message);
  };
  return {
    checkpoint,
    beat: async (sent) => {
      await checkpoint(sent);
      await pace(reply.gone);
    },
  };
}
