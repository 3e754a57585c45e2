import { html, nothing, type TemplateResult } from 'lit';
import { words } from '../../shared/texts/page-words.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { pairButton, pairHint } from '../pair-button.ts';
import type { WelcomeState } from '../state.ts';
import type { Step } from '../steps.ts';
import type { Actions } from './actions.ts';
import { checkUpPart } from './check-up-part.ts';
import { problemPart, sentence } from './parts.ts';

const { welcome } = TEXTS;

const submit = (event: SubmitEvent, { pairWithKey }: Actions) => {
  event.preventDefault();
  pairWithKey(new FormData(event.target as HTMLFormElement).get('key') as string);
};

/** What went wrong when the user paired in this way. */
const failure = ({ pairProblem }: WelcomeState, by: 'click' | 'key') =>
  pairProblem?.by === by ? problemPart(pairProblem.shown) : nothing;

const keyForm = (state: WelcomeState, actions: Actions) => html`
  <form @submit=${(event: SubmitEvent) => submit(event, actions)}>
    <p><label for="key">${TEXTS.pasteKey}</label></p>
    <div class="row">
      <input
        class="field grow"
        id="key"
        name="key"
        type="password"
        autocomplete="off"
        spellcheck="false"
        dir="ltr"
        required
        placeholder="otk_…"
        aria-invalid=${state.mistyped || state.pairProblem?.by === 'key'}
        aria-describedby="key-problem"
        @input=${actions.typeKey}
      />
      <button type="submit" class=${state.facts.claimUntil === undefined ? 'primary' : ''}>${TEXTS.pair}</button>
    </div>
    <div id="key-problem" role="alert">
      ${state.mistyped ? html`<p class="mistyped">${words.texts.keyMistyped}</p>` : nothing}
      ${failure(state, 'key')}
    </div>
    <p class="soft small">${sentence(TEXTS.lostKey)}</p>
  </form>
`;

/** One click while the pairing window is open. Otherwise the command that opens it. The key always works. */
export const pairStep = (state: WelcomeState, { problem }: Step, actions: Actions): TemplateResult => {
  const { claimUntil } = state.facts;
  return html`
    ${problem ? html`${problemPart(problem)}${checkUpPart(state, actions)}` : nothing}
    ${claimUntil === undefined ? html`<p>${sentence(welcome.openWindow)}</p>` : html`${pairButton.view(claimUntil)}${pairHint}`}
    <div role="alert">${failure(state, 'click')}</div>
    <details class="more" ?open=${claimUntil === undefined}>
      <summary>${welcome.useKey}</summary>
      ${keyForm(state, actions)}
    </details>
  `;
};
