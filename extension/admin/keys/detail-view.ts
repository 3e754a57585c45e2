import { html, nothing, type TemplateResult } from 'lit';
import { SCOPES, type Scope } from '../../../shared/access/scopes.ts';
import type { AuditRecord, KeyRecord } from '../../../shared/admin-api/schemas.ts';
import { ago, dateOf, fullTime } from '../shell/texts.ts';
import { actText } from '../watch/act-text.ts';
import {
  labelsText,
  limitsText,
  modelsText,
  monthText,
  prefixText,
  usersText,
  useText,
} from './key-texts.ts';
import { stateChip } from './list-view.ts';
import type { KeyRow } from './load-keys.ts';

export interface KeyActions {
  setDisabled(disabled: boolean): void;
  rotate(overlapSeconds: number): void;
  revoke(): void;
}

const OVERLAPS = [
  [86_400, 'The old key works for one more day'],
  [3_600, 'The old key works for one more hour'],
  [0, 'The old key ends at once'],
] as const;

const fact = (term: string, value: unknown) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

const scopeList = ({ scopes }: KeyRecord) =>
  html`<ul class="ticks">
    ${scopes.map((scope) => html`<li>${SCOPES[scope as Scope] ?? scope}</li>`)}
  </ul>`;

const history = (entries: readonly AuditRecord[]) => html`<section class="card">
  <h3>History</h3>
  <ul class="plain">
    ${entries.map(
      (entry) => html`<li class="entry">
        <time class="soft" datetime=${entry.at}>${fullTime(entry.at)}</time>
        <span>${actText(entry)}${entry.actor === null ? '' : ` by ${entry.actorName ?? entry.actor}`}</span>
      </li>`,
    )}
  </ul>
</section>`;

const rotateView = ({ rotate }: KeyActions) => {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    rotate(Number(new FormData(event.currentTarget as HTMLFormElement).get('overlap')));
  };
  return html`<form class="row" @submit=${submit}>
    <select class="field" name="overlap" aria-label="How long the old key works">
      ${OVERLAPS.map(([seconds, text]) => html`<option value=${seconds}>${text}</option>`)}
    </select>
    <button type="submit" id="rotate">Replace the key</button>
  </form>`;
};

const actionsView = ({ state, scopes }: KeyRecord, actions: KeyActions) => {
  if (state === 'revoked') return nothing;
  const isOff = state === 'disabled';
  return html`<section class="card actions">
    <h3>Actions</h3>
    ${scopes.includes('admin') ? nothing : rotateView(actions)}
    <div class="row">
      <button type="button" id="toggle" @click=${() => actions.setDisabled(!isOff)}>
        ${isOff ? 'Enable' : 'Disable'}
      </button>
      <button type="button" class="danger" id="revoke" @click=${actions.revoke}>Revoke</button>
      <span class="soft">Both end its running requests. A revoked key cannot be enabled again.</span>
    </div>
  </section>`;
};

/** Everything about one key, and what can be done with it. */
export const detailView = (
  { key, month }: KeyRow,
  entries: readonly AuditRecord[],
  secret: TemplateResult | typeof nothing,
  actions: KeyActions,
): TemplateResult => html`
  <a class="back" href="#keys">Keys</a>
  <div class="row heading">
    <h2 tabindex="-1"><bdi>${key.name}</bdi> ${stateChip(key)}</h2>
    ${key.state === 'revoked' ? nothing : html`<a class="plain-button" id="edit" href="#keys/${key.id}/edit">Edit</a>`}
  </div>
  ${secret}
  <section class="card">
    <dl class="facts">
      ${fact('Key', html`<code class="code">${prefixText(key)}</code>`)} ${fact('For', useText(key))} ${fact('Labels', labelsText(key))}
      ${fact('May', scopeList(key))} ${fact('Models', modelsText(key))} ${fact('Limits', limitsText(key))}
      ${fact('End users', usersText(key))}
      ${fact('Ends', dateOf(key.expiresAt, 'Never'))} ${fact('Created', dateOf(key.createdAt, ''))}
      ${fact('Last used', ago(key.lastUsedAt, 'Never'))} ${fact('Last 30 days', monthText(month))}
    </dl>
  </section>
  ${actionsView(key, actions)} ${history(entries)}
`;
