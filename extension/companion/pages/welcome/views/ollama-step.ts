import { html, nothing, type TemplateResult } from 'lit';
import { TEXTS } from '../../shared/texts/texts.ts';
import type { WelcomeState } from '../state.ts';
import type { Step } from '../steps.ts';
import type { Actions } from './actions.ts';
import { checkUpPart } from './check-up-part.ts';
import { checkRow, problemPart } from './parts.ts';

const { welcome } = TEXTS;

/** Where Ollama's own installers are. */
const GET_OLLAMA = 'https://ollama.com/download';

/** Why Ollama cannot be reached, and where to get it. */
export const ollamaStep = (state: WelcomeState, { problem }: Step, actions: Actions): TemplateResult => html`
  ${problem ? problemPart(problem) : nothing}
  <p>
    ${welcome.noOllama}
    <a href=${GET_OLLAMA} target="_blank" rel="noopener">${welcome.getOllama}</a>
  </p>
  ${checkRow(state, actions)} ${problem ? checkUpPart(state, actions) : nothing}
`;
