import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { LANG, TEXTS } from '../../shared/texts/texts.ts';
import { rowView } from '../grants/row-view.ts';
import { type Choice, chosenRows, FILTERS, SORTS } from '../grants/rows.ts';
import { type AskingActions, refusedGroups, waitingGroup } from './asking-view.ts';
import type { Access } from './load-access.ts';

/** From this number of extensions on, the list can be searched. */
const MANY = 5;

interface ListActions extends AskingActions {
  choose(choice: Choice): void;
  showNames(): void;
}

const select = <Value extends string>(
  label: string,
  values: readonly Value[],
  chosen: Value,
  texts: Readonly<Record<Value, string>>,
  choose: (value: Value) => void,
): TemplateResult => html`<label class="choice"
    ><span class="soft">${label}</span>
    <select
      class="field"
      @change=${({ target }: Event) => choose((target as HTMLSelectElement).value as Value)}
    >
      ${values.map(
        (value) => html`<option value=${value} ?selected=${value === chosen}>${texts[value]}</option>`,
      )}
    </select></label
  >`;

const toolsView = (choice: Choice, choose: ListActions['choose']): TemplateResult => {
  const { search, sortBy, sortLabel, filters, filterLabel } = TEXTS.options;
  return html`<div class="tools" role="search">
    <input
      type="search"
      class="field grow"
      id="search"
      placeholder=${search}
      aria-label=${search}
      .value=${live(choice.search)}
      @input=${({ target }: Event) => choose({ ...choice, search: (target as HTMLInputElement).value })}
    />
    ${select(filterLabel, FILTERS, choice.filter, filters, (filter) => choose({ ...choice, filter }))}
    ${select(sortLabel, SORTS, choice.sort, sortBy, (sort) => choose({ ...choice, sort }))}
  </div>`;
};

const rowsView = (access: Access, choice: Choice, now: number) => {
  if (access.rows.length === 0) return html`<p class="soft empty">${TEXTS.nobody}</p>`;
  const chosen = chosenRows(access.rows, choice, now, LANG);
  return html`<ul class="lines" id="allowed">
      ${repeat(
        chosen,
        ({ grant }) => grant.id,
        (row) => rowView(row, 'access', now),
      )}
    </ul>
    <p class="soft" role="status" id="no-match">${chosen.length === 0 ? TEXTS.options.noMatch : nothing}</p>`;
};

/** All extensions: those that wait, those with access, and those that were refused. */
export const listView = (
  access: Access,
  choice: Choice,
  failure: HTMLElement | undefined,
  actions: ListActions,
): TemplateResult => html`<div class="row heading">
    <h2 id="allowed-title" tabindex="-1">${TEXTS.allowed}</h2>
    ${
      access.maySeeNames
        ? nothing
        : html`<button type="button" id="names" @click=${actions.showNames}>${TEXTS.showNames}</button>`
    }
  </div>
  <div role="alert">${failure}</div>
  ${waitingGroup(access, actions)}
  ${access.rows.length < MANY ? nothing : toolsView(choice, actions.choose)}
  ${rowsView(access, choice, Date.now())} ${refusedGroups(access, actions)}`;
