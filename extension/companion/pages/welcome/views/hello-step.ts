import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../../../../ui/texts/fill.ts';
import { words } from '../../shared/texts/page-words.ts';
import { LANG, TEXTS } from '../../shared/texts/texts.ts';
import { modelOf, type WelcomeState } from '../state.ts';
import type { Actions } from './actions.ts';
import { problemPart } from './parts.ts';

const { welcome } = TEXTS;

/** `8.4`, `84`, `840`. */
const SPEED = new Intl.NumberFormat(LANG, { maximumSignificantDigits: 2 });

const modelChoice = (models: readonly string[], model: string, busy: boolean, actions: Actions) => html`
  <label class="choice">
    <span>${words.texts.model}</span>
    <select
      class="field"
      id="model"
      ?disabled=${busy}
      @change=${(event: Event) => actions.chooseModel((event.target as HTMLSelectElement).value)}
    >
      ${models.map((name) => html`<option value=${name} ?selected=${name === model}>${name}</option>`)}
    </select>
  </label>
`;

const answerView = (
  { hello: { phase, text, tokensPerSecond, problem } }: WelcomeState,
  model: string,
) => html`
  ${text ? html`<blockquote class="answer" id="answer" dir="auto">${text}</blockquote>` : nothing}
  <p class="soft" role="status">
    ${phase === 'loading' ? fill(welcome.loading, { model }) : nothing}
    ${phase === 'stopped' ? welcome.stopped : nothing}
    ${phase === 'silent' ? welcome.empty : nothing}
    ${
      phase === 'done' && tokensPerSecond !== undefined
        ? fill(welcome.speed, { count: SPEED.format(tokensPerSecond) })
        : nothing
    }
  </p>
  ${problem ? problemPart(problem) : nothing}
`;

/** Lets a model say its first sentence. */
export const helloStep = (state: WelcomeState, actions: Actions): TemplateResult => {
  const { facts, hello } = state;
  const model = modelOf(state) ?? '';
  const busy = hello.phase === 'loading' || hello.phase === 'speaking';
  const models = facts.models ?? [];
  return html`
    ${facts.answered ? nothing : html`<p>${welcome.whyHello}</p>`}
    <div class="row">
      ${models.length > 1 ? modelChoice(models, model, busy, actions) : nothing}
      ${
        busy
          ? html`<button type="button" id="stop" data-focus @click=${actions.stop}>${welcome.stop}</button>`
          : html`<button type="button" class=${hello.phase === 'done' ? '' : 'primary'} id="hello" data-focus @click=${actions.sayHello}>
              ${hello.phase === 'idle' ? welcome.hello : welcome.again}
            </button>`
      }
    </div>
    ${answerView(state, model)}
  `;
};
