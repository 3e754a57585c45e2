import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { withCommands } from '../../../../ui/with-commands.ts';
import { words } from '../../shared/texts/page-words.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { rowView } from '../grants/row-view.ts';
import type { Row } from '../grants/rows.ts';
import type { Purpose } from '../grants/sort-grants.ts';
import { addressOf } from '../shell/address.ts';

interface Group {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly purposes: readonly Purpose[];
}

const { groups, newKey, noKeys } = TEXTS.options;

/** What *Keys* lists, in this order. A key that an extension uses is listed here and in *Access*. */
const GROUPS: readonly Group[] = [
  { id: 'http-keys', title: groups.http, hint: groups.httpHint, purposes: ['http'] },
  {
    id: 'extension-keys',
    title: groups.extension,
    hint: groups.extensionHint,
    purposes: ['unused', 'extension'],
  },
  { id: 'pairing-keys', title: groups.owner, hint: groups.ownerHint, purposes: ['owner'] },
  { id: 'browsers', title: groups.browser, hint: groups.browserHint, purposes: ['browser'] },
];

const groupView = ({ id, title, hint, purposes }: Group, rows: readonly Row[]) => {
  const own = rows.filter(({ purpose, grant }) => purposes.includes(purpose) && grant.kind !== 'approval');
  if (own.length === 0) return nothing;
  return html`<section class="part">
    <h3>${title}</h3>
    <p class="soft hint">${withCommands(hint, words)}</p>
    <ul class="lines" id=${id}>
      ${repeat(
        own,
        ({ grant }) => grant.id,
        (row) => rowView(row, 'keys', Date.now()),
      )}
    </ul>
  </section>`;
};

/** Keys and paired browsers, each kind in a group of its own. */
export const listView = (rows: readonly Row[]): TemplateResult => html`<div class="row heading">
    <h2 tabindex="-1">${TEXTS.options.tabs.keys}</h2>
    <a class="link-button" id="new-key" href=${addressOf('keys', 'new')}>${newKey}</a>
  </div>
  ${rows.some(({ purpose }) => purpose === 'http' || purpose === 'unused') ? nothing : html`<p class="soft empty">${noKeys}</p>`}
  ${GROUPS.map((group) => groupView(group, rows))}`;
