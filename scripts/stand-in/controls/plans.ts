import { type Barrier, createBarrier, type Gate } from './gate.ts';

/** The request that a plan is for: the next one with this method and path. If one is left out, any matches. */
interface RequestMatch {
  readonly method?: string;
  readonly path?: string;
}
export interface HoldOptions extends RequestMatch {
  /** The number of tokens that are sent first. @default 0, which withholds the headers too */
  readonly afterTokens?: number;
}
export interface FailOptions extends RequestMatch {
  readonly afterTokens: number;
  /** @default Ollama's message when the model's process dies */
  readonly message?: string;
}
/** A response that replaces the stand-in's, byte for byte. */
export interface ScriptOptions extends RequestMatch {
  readonly status?: number;
  readonly headers?: readonly (readonly [string, string])[];
  /** The body. Each chunk is a separate write to the socket. */
  readonly chunks?: readonly (Buffer | string)[];
  /** `break` closes the socket instead of ending the body. */
  readonly end?: 'complete' | 'break';
}

/** The plans of a test for one request. */
export interface Plan {
  readonly hold?: { readonly afterTokens: number; readonly barrier: Barrier };
  readonly failure?: { readonly afterTokens: number; readonly message: string };
  readonly script?: ScriptOptions;
}
export interface Plans {
  hold(options: HoldOptions): Gate;
  fail(options: FailOptions): void;
  script(options: ScriptOptions): void;
  /** Takes the plans for a request: each is used once. */
  take(request: { method: string; path: string; generates: boolean }): Plan;
}

interface Waiting {
  readonly match: RequestMatch;
  readonly plan: Plan;
}

const PROCESS_DIED = 'an error was encountered while running the model: unexpected EOF';

export const createPlans = (): Plans => {
  const waiting: Record<keyof Plan, Waiting[]> = { hold: [], failure: [], script: [] };
  return {
    hold: ({ afterTokens = 0, ...match }) => {
      const barrier = createBarrier();
      waiting.hold.push({ match, plan: { hold: { afterTokens, barrier } } });
      return barrier.gate;
    },
    fail: ({ afterTokens, message = PROCESS_DIED, ...match }) => {
      waiting.failure.push({ match, plan: { failure: { afterTokens, message } } });
    },
    script: (script) => {
      waiting.script.push({ match: script, plan: { script } });
    },
    take: ({ method, path, generates }) => {
      const plan: Plan = {};
      for (const kind of ['hold', 'failure', 'script'] as const) {
        // A hold or a failure without a path is for the next request that runs a model.
        const any = kind === 'script' || generates;
        const index = waiting[kind].findIndex(
          ({ match }) => (match.path ?? (any && path)) === path && (match.method ?? method) === method,
        );
        if (index !== -1) Object.assign(plan, waiting[kind].splice(index, 1)[0]?.plan);
      }
      return plan;
    },
  };
};
