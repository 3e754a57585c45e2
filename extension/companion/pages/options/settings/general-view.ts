import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { DURATIONS } from '../../../../../shared/protocol/calls.ts';
import { LANGUAGES } from '../../../../ui/texts/pick-texts.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { saidView } from './said-view.ts';
import type { SettingsActions, SettingsState, Theme } from './settings-state.ts';

type Option<Value extends string> = readonly [value: Value, text: string, lang?: string];

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** The name of a language in itself. */
const ownName = (tag: string): string => new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;

/** A labelled list to choose from. */
const choice = <Value extends string>(
  id: string,
  label: string,
  options: readonly Option<Value>[],
  { value, chosen }: { readonly value: Value; readonly chosen: (value: Value) => void },
) => html`
  <div class="setting">
    <label for=${id}>${label}</label>
    <select class="field" id=${id} @change=${(event: Event) => chosen((event.target as HTMLSelectElement).value as Value)}>
      ${options.map(
        ([each, text, lang]) => html`
          <option value=${each} lang=${lang ?? nothing} ?selected=${each === value}>${text}</option>
        `,
      )}
    </select>
  </div>
`;

const durationChoice = (state: SettingsState, { chooseDuration }: SettingsActions) => {
  if (state.duration === undefined) return nothing;
  const options = DURATIONS.map((each) => [each, TEXTS[each]] as const);
  const { duration } = state;
  return html`
    ${choice('duration', TEXTS.settings.duration, options, { value: duration, chosen: chooseDuration })}
    <p class="soft hint">${TEXTS.settings.durationHint}</p>
  `;
};

const namesRow = ({ names }: SettingsState, { allowNames }: SettingsActions) => html`
  <div class="setting">
    <span id="names-label">${TEXTS.settings.names}</span>
    ${
      names
        ? html`<span class="soft">${TEXTS.settings.namesOn}</span>`
        : html`<button type="button" id="allow-names" aria-describedby="names-hint" @click=${allowNames}>
            ${TEXTS.settings.namesAllow}
          </button>`
    }
  </div>
  <p class="soft hint" id="names-hint">${TEXTS.settings.namesHint}</p>
`;

const notificationsRow = ({ notifications }: SettingsState, { switchNotifications }: SettingsActions) => html`
  <label class="setting">
    <span>${TEXTS.settings.notifications}</span>
    <input
      type="checkbox"
      role="switch"
      id="notifications"
      aria-describedby="notifications-hint"
      .checked=${live(notifications)}
      @click=${({ target }: Event) => switchNotifications((target as HTMLInputElement).checked)}
    />
  </label>
  <p class="soft hint" id="notifications-hint">${TEXTS.settings.notificationsHint}</p>
`;

/** Theme, language, default duration, names and notifications. */
export const generalView = (state: SettingsState, actions: SettingsActions): TemplateResult => {
  const texts = TEXTS.settings;
  const themes = THEMES.map((each) => [each, texts.themes[each]] as const);
  const languages = LANGUAGES.map(([tag]) => [tag, ownName(tag), tag] as const).toSorted(([one], [two]) =>
    one.localeCompare(two),
  );
  return html`
    <section class="card" aria-labelledby="general-title">
      <h2 id="general-title" tabindex="-1">${texts.general}</h2>
      ${choice('theme', texts.theme, themes, { value: state.theme, chosen: actions.chooseTheme })}
      ${choice('language', texts.language, [['', texts.automatic], ...languages], {
        value: state.language,
        chosen: actions.chooseLanguage,
      })}
      ${durationChoice(state, actions)} ${namesRow(state, actions)}
      ${notificationsRow(state, actions)} ${saidView('general', state)}
    </section>
  `;
};
