import { html, type TemplateResult } from 'lit';
import { TEXTS } from '../../shared/texts/texts.ts';
import type { WelcomeState } from '../state.ts';
import type { Actions } from './actions.ts';

const { welcome } = TEXTS;

/** What comes next, and what is optional. */
export const readyView = ({ names }: WelcomeState, actions: Actions): TemplateResult => html`
  <section class="card ready" aria-labelledby="ready-title">
    <h2 id="ready-title" tabindex="-1">${welcome.ready}</h2>
    <p>${welcome.whatNext}</p>
    <div class="row">
      <button type="button" id="settings" @click=${actions.openSettings}>${welcome.settings}</button>
      ${
        names
          ? html`<span class="soft" role="status">${welcome.namesShown}</span>`
          : html`<button type="button" id="names" @click=${actions.requestNames}>${TEXTS.showNames}</button>`
      }
    </div>
    ${names ? '' : html`<p class="soft small">${welcome.whyNames}</p>`}
  </section>
`;
