import { html, nothing, type TemplateResult } from 'lit';
import { pullView } from '../../shared/models/pull-view.ts';
import { suggestionsView } from '../../shared/models/suggestions-view.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import type { WelcomeState } from '../state.ts';
import type { Step } from '../steps.ts';
import type { Actions } from './actions.ts';
import { checkRow } from './parts.ts';

const { welcome } = TEXTS;

/** The models to start with, and the download of one. */
export const modelStep = (state: WelcomeState, _: Step, actions: Actions): TemplateResult => {
  const { facts, pull } = state;
  const busy = pull.phase === 'running';
  if (!facts.models) return html`<p>${welcome.noList}</p>${checkRow(state, actions)}`;
  const choice = html`
    <p>${welcome.whyModel}</p>
    ${suggestionsView(actions.download, false)}
  `;
  // The download stays in place, as a live region.
  return html`
    ${busy ? nothing : choice} ${pullView(pull, actions.cancelDownload)}
    ${busy ? nothing : checkRow(state, actions)}
  `;
};
