import { html, nothing, render } from 'lit';
import type { AuditRecord } from '../../../shared/admin-api/schemas.ts';
import { api } from '../shell/api.ts';
import type { ShowView } from '../shell/page.ts';
import { tableView } from '../shell/table-view.ts';
import { fullTime } from '../shell/texts.ts';
import { actText } from './act-text.ts';

/** Entries that are read at once. */
const PAGE = 50;

const who = (name: string | null, id: string) =>
  name === null ? html`<bdi>${id}</bdi>` : html`<bdi>${name}</bdi> <code class="code">${id}</code>`;

const row = (entry: AuditRecord) => [
  html`<time datetime=${entry.at}>${fullTime(entry.at)}</time>`,
  actText(entry),
  who(entry.name, entry.subject),
  entry.actor === null ? 'Command line or companion' : who(entry.actorName, entry.actor),
];

/** What was done to keys and permissions, newest first. */
export const showAudit: ShowView = async ({ root, signal, attempt }) => {
  let entries: readonly AuditRecord[] = [];
  let isMore = true;
  const load = async () => {
    const last = entries.at(-1);
    const more = await api<readonly AuditRecord[]>(
      'GET',
      `/audit?limit=${PAGE}${last ? `&before=${last.id}` : ''}`,
    );
    entries = [...entries, ...more];
    isMore = more.length === PAGE;
    if (signal.aborted) return;
    const button = html`<button type="button" id="more" @click=${() => attempt(load)}>Show more</button>`;
    render(
      html`<div class="row heading"><h2 tabindex="-1">Audit</h2></div>
        <p class="soft">Every change to a key or permission. Nothing of any request is recorded.</p>
        ${tableView({ label: 'Audit', columns: ['When', 'What', 'Of', 'By'], rows: entries.map(row) })}
        ${isMore ? button : nothing}`,
      root,
    );
  };
  await load();
};
