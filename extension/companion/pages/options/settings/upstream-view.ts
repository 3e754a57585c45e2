import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { UpstreamInfo } from '../../../../../shared/protocol/settings.ts';
import { fill } from '../../../../ui/texts/fill.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { isInClear } from './is-in-clear.ts';
import { saidView } from './said-view.ts';
import type { SettingsActions, SettingsState } from './settings-state.ts';

const credentialInfo = ({ credential, address }: UpstreamInfo, { removeCredential }: SettingsActions) => {
  const texts = TEXTS.settings;
  if (credential === null) return html`<p class="soft">${texts.noCredential}</p>`;
  const header = credential.header ?? 'Authorization: Bearer';
  return html`
    <div class="setting">
      <span>${fill(texts.hasCredential, { header })} <span class="soft">${texts.kept[credential.kept]}</span></span>
      <button type="button" id="remove-credential" @click=${removeCredential}>${texts.removeCredential}</button>
    </div>
    ${isInClear(address) ? html`<p class="warning">${texts.inClear}</p>` : nothing}
  `;
};

const credentialFields = () => {
  const texts = TEXTS.settings;
  return html`
    <div class="fields">
      <label for="secret">${texts.secret}</label>
      <input class="field" id="secret" type="password" name="secret" maxlength="4096" autocomplete="off" dir="ltr" />
      <label for="header">${texts.header}</label>
      <input
        class="field"
        id="header"
        name="header"
        maxlength="64"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        dir="ltr"
        placeholder="Authorization: Bearer"
        aria-describedby="header-hint"
      />
      <p class="soft hint" id="header-hint">${texts.headerHint}</p>
    </div>
  `;
};

/** What is wrong with the entry, and a way to store it all the same if only the test failed. */
const faultView = ({ fault }: SettingsState, { saveUpstream }: SettingsActions) => {
  if (fault === undefined) return nothing;
  const [message, help] = TEXTS.settings.faults[fault];
  const isUntestable = fault === 'unreachable' || fault === 'rejected' || fault === 'other';
  return html`
    <div class="problem">
      <div>${message}</div>
      <div>${help}</div>
      ${
        isUntestable
          ? html`<button type="button" id="save-anyway" @click=${() => saveUpstream(true)}>
              ${TEXTS.settings.saveAnyway}
            </button>`
          : nothing
      }
    </div>
  `;
};

/** The address of Ollama and the credential that is sent to it. */
export const upstreamView = (
  state: SettingsState,
  actions: SettingsActions,
): TemplateResult | typeof nothing => {
  const { upstream, busy } = state;
  if (upstream === undefined) return nothing;
  const texts = TEXTS.settings;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!busy) actions.saveUpstream(false);
  };
  return html`
    <section class="card" aria-labelledby="upstream-title">
      <h2 id="upstream-title" tabindex="-1">${texts.upstream}</h2>
      <p class="soft">${texts.from[upstream.from]}</p>
      <form id="upstream-form" @submit=${submit}>
        <div class="row">
          <input
            class="field grow"
            id="address"
            name="address"
            aria-labelledby="upstream-title"
            aria-describedby="upstream-said"
            maxlength="1000"
            required
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            dir="ltr"
            .defaultValue=${live(upstream.address)}
          />
          <button type="submit" class="primary" id="save-upstream">${texts.save}</button>
          ${
            upstream.from === 'configured'
              ? html`<button type="button" id="reset-upstream" @click=${actions.resetUpstream}>${texts.reset}</button>`
              : nothing
          }
        </div>
        <details id="credential">
          <summary>${texts.credential}</summary>
          ${credentialInfo(upstream, actions)} ${credentialFields()}
        </details>
      </form>
      <div id="upstream-said">${saidView('upstream', state)}</div>
      <div role="alert">${faultView(state, actions)}</div>
    </section>
  `;
};
