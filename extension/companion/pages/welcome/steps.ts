import type { Problem } from '../../../../shared/errors/problem.ts';
import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';

/** What the page knows about the setup. */
export interface Facts {
  /** Undefined until the first check has ended. */
  readonly status: TurnkeyStatus | undefined;
  /** Whether the Turnkey app did not answer the last check in time. */
  readonly silent: boolean;
  /** Until when this browser can be paired with one click, in milliseconds since the epoch. Undefined: it cannot be. */
  readonly claimUntil: number | undefined;
  /** The models on this computer that can chat. Undefined until they were listed. */
  readonly models: readonly string[] | undefined;
  /** Whether a model has answered on this page. */
  readonly answered: boolean;
  /** Whether the icon is in the toolbar. Undefined if the browser does not say. */
  readonly pinned: boolean | undefined;
}

export const NO_FACTS: Facts = {
  status: undefined,
  silent: false,
  claimUntil: undefined,
  models: undefined,
  answered: false,
  pinned: undefined,
};

/**
 * Whether each step is done, in the order of the page. The state of Ollama comes from the Turnkey app, so the app is first.
 */
const DONE = {
  app: ({ status }) => status?.host.state === 'ready',
  pair: ({ status }) => status?.access.state === 'ready',
  ollama: ({ status }) => status?.ollama.state === 'ready',
  model: ({ models = [] }) => models.length > 0,
  hello: ({ answered }) => answered,
  pin: ({ pinned }) => pinned === true,
} as const satisfies Record<string, (facts: Facts) => boolean>;

export type StepName = keyof typeof DONE;

export const STEP_NAMES = Object.keys(DONE) as readonly StepName[];

/** The step that nothing depends on. */
const OPTIONAL: StepName = 'pin';

/** `checking`: not known yet; `now`: the user can do it now; `later`: another step comes first. */
type StepState = 'checking' | 'done' | 'now' | 'later';

export interface Step {
  readonly name: StepName;
  readonly state: StepState;
  /** Why the step cannot be done, if that is more than that nobody has done it. */
  readonly problem?: Problem | undefined;
}

/** Problems that the instructions of a step solve, so that the page does not show them as errors. */
const EXPECTED = ['host_missing', 'no_key'];

const problemOf = (name: StepName, { status }: Facts): Problem | undefined => {
  const hop = ({ app: 'host', pair: 'access', ollama: 'ollama' } as const)[name as 'app'];
  const problem = hop && status?.[hop].problem;
  return problem && !EXPECTED.includes(problem.code) ? problem : undefined;
};

/** The state of each step: what is done, and the first that is not. */
export const stepsOf = (facts: Facts): readonly Step[] => {
  const known = facts.status !== undefined || facts.silent;
  const next = STEP_NAMES.find((name) => !DONE[name](facts));
  return STEP_NAMES.map((name) => {
    if (DONE[name](facts)) return { name, state: 'done' };
    if (name !== next) return { name, state: 'later' };
    return { name, state: known ? 'now' : 'checking', problem: problemOf(name, facts) };
  });
};

/** Whether something may change outside the browser that the page waits for. */
export const isWaiting = (facts: Facts): boolean =>
  stepsOf(facts).some(({ name, state }) => state === 'now' && name !== 'hello' && name !== OPTIONAL);

/** Whether everything that Ollama Turnkey needs is done. */
export const isReady = (facts: Facts): boolean =>
  stepsOf(facts).every(({ name, state }) => state === 'done' || name === OPTIONAL);
