import type { Plan } from './controls/plans.ts';
import type { LoggedRequest } from './controls/request-log.ts';
import type { Reply } from './http/reply.ts';
import type { State } from './state.ts';

/** One request on its way through the stand-in. */
export interface Call {
  readonly state: State;
  readonly request: LoggedRequest;
  readonly body: Buffer;
  readonly params: Readonly<Record<string, string>>;
  readonly reply: Reply;
  readonly plan: Plan;
}

/** What a route does. A thrown ApiError becomes `{"error": …}`. */
export type Handler = (call: Call) => Promise<void> | void;
