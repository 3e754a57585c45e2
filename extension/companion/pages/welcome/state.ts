import type { CheckUp } from '../../../../shared/protocol/check-up.ts';
import type { ShownProblem } from '../../../ui/problem-view.ts';
import type { PullState } from '../shared/models/pull.ts';
import type { Platform, System } from './install-steps.ts';
import { type Facts, NO_FACTS } from './steps.ts';

/** The try with a model. `loading`: nothing has been said yet. */
export interface Hello {
  readonly phase: 'idle' | 'loading' | 'speaking' | 'done' | 'stopped' | 'failed' | 'silent';
  readonly text: string;
  readonly tokensPerSecond?: number | undefined;
  readonly problem?: ShownProblem | undefined;
}

/** All that the page shows. */
export interface WelcomeState {
  readonly facts: Facts;
  /** Undefined until the browser has told it. */
  readonly platform: Platform | undefined;
  /** The system whose instructions are shown. */
  readonly system: System;
  /** Whether a check that the user asked for is running. */
  readonly checking: boolean;
  /** The check-up of the installation that the user asked for. */
  readonly checkUp: {
    readonly running: boolean;
    readonly result?: CheckUp;
    readonly problem?: ShownProblem;
  };
  /** Why the last attempt to pair failed, and what it was. */
  readonly pairProblem: { readonly by: 'click' | 'key'; readonly shown: ShownProblem } | undefined;
  /** Whether the key has the wrong form. */
  readonly mistyped: boolean;
  readonly pull: PullState;
  /** The model to try. Undefined: the first one. */
  readonly model: string | undefined;
  readonly hello: Hello;
  /** Whether the user lets the companion see the names of extensions. */
  readonly names: boolean;
}

export const FIRST_STATE: WelcomeState = {
  facts: NO_FACTS,
  platform: undefined,
  system: 'linux',
  checking: false,
  checkUp: { running: false },
  pairProblem: undefined,
  mistyped: false,
  pull: { phase: 'idle' },
  model: undefined,
  hello: { phase: 'idle', text: '' },
  names: false,
};

/** The model to try: the chosen one if it is still there. */
export const modelOf = ({ facts: { models = [] }, model }: WelcomeState): string | undefined =>
  models.find((name) => name === model) ?? models[0];
