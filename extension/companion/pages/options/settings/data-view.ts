import { html, nothing, type TemplateResult } from 'lit';
import { TEXTS } from '../../shared/texts/texts.ts';
import { saidView } from './said-view.ts';
import type { SettingsActions, SettingsState } from './settings-state.ts';

const row = (text: string, button: TemplateResult) => html`
  <div class="setting">
    <span class="grow">${text}</span>
    ${button}
  </div>
`;

/** Export and erasure. */
export const dataView = (state: SettingsState, actions: SettingsActions): TemplateResult | typeof nothing => {
  // A host that does not know the settings knows none of these calls either.
  if (state.upstream === undefined) return nothing;
  const texts = TEXTS.settings;
  return html`
    <section class="card" aria-labelledby="data-title">
      <h2 id="data-title" tabindex="-1">${texts.data}</h2>
      ${row(
        texts.exportHint,
        html`<button type="button" id="export" @click=${actions.exportData}>${texts.export}</button>`,
      )}
      ${row(
        texts.eraseUsageHint,
        html`<button type="button" id="erase-usage" @click=${() => actions.askErase('usage')}>${texts.eraseUsage}</button>`,
      )}
      ${row(
        texts.eraseAllHint,
        html`<button type="button" class="danger" id="erase-all" @click=${() => actions.askErase('everything')}>
          ${texts.eraseAll}
        </button>`,
      )}
      ${saidView('data', state)}
    </section>
  `;
};

/** The question before data is erased. It says what goes and what stays, and *Cancel* has the focus. */
export const eraseDialog = ({ erasing }: SettingsState, { erase }: SettingsActions): TemplateResult => {
  const texts = TEXTS.settings.erase[erasing];
  return html`
    <dialog id="erase-dialog" aria-labelledby="erase-title" aria-describedby="erase-what">
      <form method="dialog" class="ask">
        <h2 id="erase-title">${texts.title}</h2>
        <p id="erase-what">${texts.what}</p>
        <div class="row ends">
          <button type="submit" autofocus>${TEXTS.cancel}</button>
          <button type="submit" class="danger" id="erase-now" @click=${erase}>${texts.now}</button>
        </div>
      </form>
    </dialog>
  `;
};
