import { type Barrier, createBarrier, type Gate } from './gate.ts';

/** Which request a plan is for: the next one with this method and path, each any if left out. */
interface RequestMatch {
  readonly method?: string;
  readonly path?: string;
}
export interface HoldOptions extends RequestMatch {
  /** How many tokens are sent first; 0, the default, withholds the headers. */
  readonly afterTokens?: number;
}
export interface FailOptions extends RequestMatch {
  readonly afterTokens: number;
  /** Default: what Ollama says when the model's process dies. */
  readonly message?: string;
}
/** An answer given word for word, instead of what the stand-in would say. */
export interface ScriptOptions extends RequestMatch {
  readonly status?: number;
  readonly headers?: readonly (readonly [string, string])[];
  /** The body, each chunk handed to the socket by itself. */
  readonly chunks?: readonly (Buffer | string)[];
  /** `break` closes the socket instead of ending the body. */
  readonly end?: 'complete' | 'break';
}

/** What awaits one request. */
export interface Plan {
  readonly hold?: { readonly afterTokens: number; readonly barrier: Barrier };
  readonly failure?: { readonly afterTokens: number; readonly message: string };
  readonly script?: ScriptOptions;
}
export interface Plans {
  hold(options: HoldOptions): Gate;
  fail(options: FailOptions): void;
  script(options: ScriptOptions): void;
  /** The plans for a request, which are used up by it. */
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
        // A hold or a failure that names no path is for whatever generates.
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
