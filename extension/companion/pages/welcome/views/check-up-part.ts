import { html, nothing, type TemplateResult } from 'lit';
import type { CheckUp } from '../../../../../shared/protocol/check-up.ts';
import { checkUpView } from '../../shared/check-up/check-up-view.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import type { WelcomeState } from '../state.ts';
import type { Actions } from './actions.ts';
import { problemPart } from './parts.ts';

/** Only what needs attention, since the page has to be short. If nothing does, everything. */
const findingsOf = (result: CheckUp): CheckUp => {
  const checks = result.checks.filter(({ state }) => state === 'error' || state === 'warning');
  return checks.length > 0 ? { ...result, checks } : result;
};

/** A check-up by the Turnkey app, for a step that fails although the app answers. */
export const checkUpPart = ({ checkUp }: WelcomeState, actions: Actions): TemplateResult => html`
  <div class="row">
    <button type="button" id="check-up" aria-disabled=${checkUp.running} @click=${actions.runCheckUp}>
      ${TEXTS.settings.check}
    </button>
  </div>
  <div role="status" id="check-results">
    ${checkUp.running ? html`<p class="soft">${TEXTS.settings.checking}</p>` : nothing}
    ${checkUp.problem ? problemPart(checkUp.problem) : nothing}${checkUpView(
      checkUp.result && findingsOf(checkUp.result),
    )}
  </div>
`;
