import { html, nothing, type TemplateResult } from 'lit';
import { PROTOCOL } from '../../../../../shared/protocol/version.ts';
import { VERSION } from '../../../../../shared/version.ts';
import { withCommands } from '../../../../ui/with-commands.ts';
import { checkUpView } from '../../shared/check-up/check-up-view.ts';
import { words } from '../../shared/texts/page-words.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { saidView } from './said-view.ts';
import type { SettingsActions, SettingsState } from './settings-state.ts';
import { isOlder } from './versions.ts';

const protocolText = PROTOCOL.min === PROTOCOL.max ? String(PROTOCOL.max) : `${PROTOCOL.min}–${PROTOCOL.max}`;

/** Versions, with a hint if the Turnkey app is older than this extension. Nothing is asked on the network for it. */
const versionsView = ({ status: { host, ollama } }: SettingsState) => {
  const { hops } = words.texts;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [hops.companion, VERSION],
    [hops.host, host.version],
    [hops.ollama, ollama.version],
    [TEXTS.settings.protocol, protocolText],
  ];
  return html`
    <dl class="versions">
      ${rows.map(([name, version]) => html`<dt>${name}</dt><dd><bdi>${version ?? '–'}</bdi></dd>`)}
    </dl>
    ${
      host.version && isOlder(host.version, VERSION)
        ? html`<div class="warning" id="outdated">${withCommands(TEXTS.settings.outdated, words)}</div>`
        : nothing
    }
  `;
};

const unpairRow = ({ unpair }: SettingsActions) => html`
  <div class="setting">
    <span class="grow">${TEXTS.settings.unpairHint}</span>
    <button type="button" id="unpair-browser" @click=${unpair}>${TEXTS.settings.unpair}</button>
  </div>
`;

const checkUpRow = ({ busy, checkUp }: SettingsState, { runCheckUp }: SettingsActions) => html`
  <div class="setting">
    <span class="grow">${TEXTS.settings.checkHint}</span>
    <button type="button" id="check-up" @click=${() => busy || runCheckUp()}>${TEXTS.settings.check}</button>
  </div>
  <div role="status" id="check-results">${checkUpView(checkUp)}</div>
`;

/** What is installed, and the pairing of this browser. */
export const aboutView = (state: SettingsState, actions: SettingsActions): TemplateResult => html`
  <section class="card" aria-labelledby="about-title">
    <h2 id="about-title" tabindex="-1">${TEXTS.settings.versions}</h2>
    ${versionsView(state)} ${state.status.host.state === 'ready' ? checkUpRow(state, actions) : nothing}
    ${state.paired ? unpairRow(actions) : nothing} ${saidView('about', state)}
  </section>
`;
