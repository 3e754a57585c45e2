import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { fill, insert, plural } from '../../../../ui/texts/fill.ts';
import { withCommands } from '../../../../ui/with-commands.ts';
import { formatBytes } from '../../shared/models/format-bytes.ts';
import type { PullState } from '../../shared/models/pull.ts';
import { pullView } from '../../shared/models/pull-view.ts';
import { suggestionsView } from '../../shared/models/suggestions-view.ts';
import { words } from '../../shared/texts/page-words.ts';
import { LANG, TEXTS } from '../../shared/texts/texts.ts';
import { findModels, type ModelEntry, totalBytes } from './model-entries.ts';
import { modelRow, type RowActions } from './model-row.ts';

/** What the tab shows. */
export interface ModelsState {
  /** Undefined while Ollama has not listed them. */
  readonly entries: readonly ModelEntry[] | undefined;
  /** Shown instead of the list, or above it. */
  readonly problem: HTMLElement | undefined;
  /** The result of the last action. */
  readonly message: string;
  readonly query: string;
  readonly pull: PullState;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface ModelsActions extends RowActions {
  search(text: string): void;
  download(model: string): void;
  cancel(): void;
  retry(): void;
}

/** From how many models on the list has a search field. */
const MANY = 6;

const summary = (entries: readonly ModelEntry[]): string => {
  const { installed, onDisk } = TEXTS.models;
  const size = insert(onDisk, { size: formatBytes(totalBytes(entries)) });
  return `${plural(installed, entries.length, LANG)} · ${size}`;
};

const listView = (entries: readonly ModelEntry[], { query, now }: ModelsState, actions: ModelsActions) => {
  const found = findModels(entries, query);
  const search = html`
    <input
      type="search"
      class="field model-find"
      aria-label=${TEXTS.models.find}
      placeholder=${TEXTS.models.find}
      .value=${query}
      @input=${(event: InputEvent) => actions.search((event.target as HTMLInputElement).value)}
    />
  `;
  return html`
    ${entries.length < MANY ? nothing : search}
    <ul class="list" id="model-list">
      ${repeat(
        found,
        ({ name }) => name,
        (entry) => modelRow(entry, actions, now),
      )}
    </ul>
    <p class="soft" role="status">${found.length === 0 ? fill(TEXTS.models.foundNone, { text: query }) : ''}</p>
  `;
};

const submitted = (download: ModelsActions['download']) => (event: SubmitEvent) => {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const name = String(new FormData(form).get('model')).trim();
  if (name) download(name);
};

const downloadForm = ({ pull }: ModelsState, { download, cancel }: ModelsActions) => html`
  <section class="card" aria-labelledby="pull-title">
    <h2 id="pull-title" tabindex="-1">${TEXTS.models.pullTitle}</h2>
    <form id="pull-form" @submit=${submitted(download)} ?hidden=${pull.phase === 'running'}>
      <div class="row">
        <input
          class="field grow"
          name="model"
          id="pull-name"
          dir="ltr"
          required
          maxlength="600"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          aria-label=${TEXTS.models.pullName}
          aria-describedby="pull-hint"
          placeholder="llama3.2"
        />
        <button type="submit" class="primary">${TEXTS.models.download}</button>
      </div>
      <p class="soft hint" id="pull-hint">${withCommands(TEXTS.models.pullHint, words)}</p>
    </form>
    ${pullView(pull, cancel)}
  </section>
`;

const bodyView = (state: ModelsState, actions: ModelsActions) => {
  const { entries, pull } = state;
  if (entries === undefined) return nothing;
  if (entries.length > 0) return listView(entries, state, actions);
  return html`
    <p>${TEXTS.models.none}</p>
    ${suggestionsView(actions.download, pull.phase === 'running')}
  `;
};

/** The tab *Models*. */
export const modelsView = (state: ModelsState, actions: ModelsActions): TemplateResult => html`
  <section class="card" aria-labelledby="models-title">
    <div class="row heading">
      <h2 id="models-title" tabindex="-1">${TEXTS.models.title}</h2>
      ${state.entries?.length ? html`<span class="soft numbers">${summary(state.entries)}</span>` : nothing}
    </div>
    <div role="alert">${state.problem ?? nothing}</div>
    ${
      state.problem && state.entries === undefined
        ? html`<button type="button" id="models-retry" @click=${actions.retry}>${TEXTS.models.tryAgain}</button>`
        : nothing
    }
    <p class="soft" id="models-message" role="status">${state.message}</p>
    ${bodyView(state, actions)}
  </section>
  ${state.entries === undefined ? nothing : downloadForm(state, actions)}
`;
