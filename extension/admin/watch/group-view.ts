import { html, nothing, type TemplateResult } from 'lit';
import { count } from '../../ui/usage/format.ts';
import { saveFile } from '../../ui/usage/save-file.ts';
import { tableView } from '../shell/table-view.ts';
import { type GroupBy, type Grouped, type GroupRow, groupsCsv, groupsOf, sumGroups } from './usage-groups.ts';

interface Options {
  readonly by: GroupBy;
  readonly grouped: Grouped;
  /** The days of the period, both included: `2026-11-26`. */
  readonly days: readonly [since: string, until: string];
  /** Whether the period ends within a day. */
  readonly isPart: boolean;
  choose(by: GroupBy): void;
}

/** The second column, for groups that have one. */
const SECOND: Readonly<Record<string, string>> = { key: 'Id', account: 'Key' };

const table = (by: GroupBy, title: string, rows: readonly GroupRow[]): TemplateResult => {
  const second = SECOND[by];
  return tableView({
    label: `Usage by ${title.toLowerCase()}`,
    columns: [
      title,
      ...(second === undefined ? [] : [second]),
      'Requests',
      'Failed',
      'Tokens in',
      'Tokens out',
    ],
    rows: rows.map((row) => [
      html`<bdi>${row.name}</bdi>`,
      ...(second === undefined ? [] : [html`<bdi>${row.key}</bdi>`]),
      ...[row.requests, row.errors, row.promptTokens, row.outputTokens].map((value) => count(value)),
    ]),
  });
};

/** Why a table has no rows. */
const emptyText = (by: GroupBy): string =>
  by === 'account'
    ? 'No end users in this period. A key counts them if you allow that where you edit it.'
    : 'No requests in this period.';

/** The usage of a period by model, key, end user or label, with a choice of these and a file to download. */
export const groupView = ({ by, grouped, days, isPart, choose }: Options): TemplateResult => {
  const groups = groupsOf(grouped.keys);
  const [, title] = groups.find(([id]) => id === by) ?? [by, 'Model'];
  const rows = sumGroups(by, grouped);
  const name = `ollama-turnkey-usage-by-${by.replace('label:', '')}-${days.join('-to-')}.csv`;
  return html`<div class="row heading">
      <h3 class="title">Usage by</h3>
      <select
        class="field"
        id="group"
        aria-label="Usage by"
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as GroupBy)}
      >
        ${groups.map(([id, text]) => html`<option value=${id} .selected=${id === by}>${text}</option>`)}
      </select>
      <button
        type="button"
        id="save-groups"
        ?disabled=${rows.length === 0}
        @click=${() => saveFile(name, groupsCsv(by, rows))}
      >
        Download CSV
      </button>
    </div>
    ${
      by === 'account' && isPart
        ? html`<p class="soft">End users are counted by the day: these are the numbers since ${days[0]}.</p>`
        : nothing
    }
    ${rows.length > 0 ? table(by, title, rows) : html`<p class="soft">${emptyText(by)}</p>`}`;
};
