import { html, nothing, type TemplateResult } from 'lit';
import { plural } from '../../../../ui/texts/fill.ts';
import { LANG, TEXTS } from '../../shared/texts/texts.ts';
import type { WelcomeState } from '../state.ts';
import { type Facts, isReady, type Step, type StepName, stepsOf } from '../steps.ts';
import type { Actions } from './actions.ts';
import { appStep } from './app-step.ts';
import { helloStep } from './hello-step.ts';
import { modelStep } from './model-step.ts';
import { ollamaStep } from './ollama-step.ts';
import { pairStep } from './pair-step.ts';
import { pinStep } from './pin-step.ts';
import { readyView } from './ready-view.ts';

const { welcome } = TEXTS;

type View = (state: WelcomeState, step: Step, actions: Actions) => TemplateResult;

const VIEWS: Readonly<Record<StepName, View>> = {
  app: appStep,
  pair: pairStep,
  ollama: ollamaStep,
  model: modelStep,
  hello: (state, _, actions) => helloStep(state, actions),
  pin: pinStep,
};

/** What is known about a step that is done. */
const DETAILS: Readonly<Partial<Record<StepName, (facts: Facts) => string | undefined>>> = {
  app: ({ status }) => status?.host.version,
  ollama: ({ status }) => status?.ollama.version,
  model: ({ models = [] }) => plural(welcome.models, models.length, LANG),
};

/** The answer stays in view after the step is done. */
const isOpen = ({ name, state }: Step, { hello }: WelcomeState): boolean =>
  state === 'now' || (name === 'hello' && hello.phase !== 'idle');

/** The title of a step: what to do, or what is done. */
const titleOf = ({ name, state, problem }: Step): string => {
  if (state === 'done') return welcome.done[name];
  return name === 'app' && problem ? welcome.repairApp : welcome.todo[name];
};

const stepView = (step: Step, index: number, state: WelcomeState, actions: Actions) => {
  const { name, state: current, problem } = step;
  const detail = current === 'done' ? DETAILS[name]?.(state.facts) : undefined;
  return html`
    <li class="step" data-step=${name} data-state=${current} ?data-problem=${problem !== undefined}>
      <span class="mark" aria-hidden="true">
        <span class="number">${index + 1}</span>
        <svg viewBox="0 0 24 24" focusable="false"><path d="M5 12.5l4.5 4.5 9.5-10" pathLength="1" /></svg>
      </span>
      <div class="title">
        <h2 tabindex="-1">
          ${titleOf(step)}
          <span class="unseen">(${welcome.states[current]})</span>
        </h2>
        ${detail ? html`<bdi class="soft">${detail}</bdi>` : nothing}
      </div>
      ${isOpen(step, state) ? html`<div class="content">${VIEWS[name](state, step, actions)}</div>` : nothing}
    </li>
  `;
};

/** The whole page below its title. */
export const pageView = (state: WelcomeState, actions: Actions): TemplateResult => html`
  <ol class="steps card" role="list">
    ${stepsOf(state.facts).map((step, index) => stepView(step, index, state, actions))}
  </ol>
  ${isReady(state.facts) ? readyView(state, actions) : nothing}
`;
