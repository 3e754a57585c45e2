import { html, nothing, type TemplateResult } from 'lit';
import type { KeyRecord } from '../../../shared/admin-api/schemas.ts';
import { linkButton } from '../shell/page.ts';
import { tableView } from '../shell/table-view.ts';
import { ago, countOf, dateOf } from '../shell/texts.ts';
import { limitsText, modelsText, monthText, prefixText } from './key-texts.ts';
import { chosenKeys, type KeyRow } from './load-keys.ts';

/** What the user chose above the list. */
export interface KeyChoice {
  readonly search: string;
  readonly revoked: boolean;
}

const CHIPS = {
  active: ['chip chip-ready', 'Active'],
  disabled: ['chip caution', 'Disabled'],
  expired: ['chip caution', 'Expired'],
  revoked: ['chip chip-problem', 'Revoked'],
} as const;

export const stateChip = ({ state }: Pick<KeyRecord, 'state'>): TemplateResult =>
  html`<span class=${CHIPS[state][0]}>${CHIPS[state][1]}</span>`;

const nameCell = (key: KeyRecord) => html`<a href="#keys/${key.id}"><bdi>${key.name}</bdi></a>
  ${key.scopes.includes('admin') ? html`<span class="chip">admin</span>` : nothing}
  <div><code class="code">${prefixText(key)}</code></div>`;

/** A list whose parts are not broken over lines. */
const unbroken = (text: string) => {
  const parts = text.split(', ');
  return html`${parts.map((part, at) => html`<span class="whole">${part}${at < parts.length - 1 ? ',' : ''}</span> `)}`;
};

const COLUMNS = ['Key', 'State', 'Models', 'Limits', 'Ends', 'Last used', 'Last 30 days'];

const listed = (rows: readonly KeyRow[]): TemplateResult =>
  tableView({
    label: 'Keys',
    columns: COLUMNS,
    rows: rows.map(({ key, month }) => [
      nameCell(key),
      stateChip(key),
      modelsText(key, 'All local'),
      unbroken(limitsText(key)),
      html`<span class="whole">${dateOf(key.expiresAt, 'Never')}</span>`,
      html`<span class="whole">${ago(key.lastUsedAt, 'Never')}</span>`,
      unbroken(monthText(month)),
    ]),
  });

const revokedBox = (
  hidden: number,
  { revoked }: KeyChoice,
  choose: (choice: Partial<KeyChoice>) => void,
): TemplateResult => html`<label class="row">
  <input
    type="checkbox"
    id="revoked"
    .checked=${revoked}
    @change=${(event: Event) => choose({ revoked: (event.target as HTMLInputElement).checked })}
  />
  Show ${countOf(hidden, 'revoked key')}
</label>`;

/** All keys, with a search. */
export const listView = (
  rows: readonly KeyRow[],
  choice: KeyChoice,
  choose: (choice: Partial<KeyChoice>) => void,
): TemplateResult => {
  const shown = chosenKeys(rows, choice);
  const hidden = rows.filter(({ key }) => key.state === 'revoked').length;
  return html`<div class="row heading">
      <h2 tabindex="-1">Keys</h2>
      ${linkButton('#keys/new', 'New key', 'new-key')}
    </div>
    <div class="row tools">
      <input
        class="field grow"
        type="search"
        id="search"
        aria-label="Search keys by name or id"
        placeholder="Search by name or id"
        .value=${choice.search}
        @input=${(event: Event) => choose({ search: (event.target as HTMLInputElement).value })}
      />
      ${hidden > 0 ? revokedBox(hidden, choice, choose) : nothing}
    </div>
    ${shown.length > 0 ? listed(shown) : html`<p class="soft empty">No key matches.</p>`}`;
};
