import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { grantState } from '../../../../../shared/access/grant.ts';
import { fill, plural } from '../../../../ui/texts/fill.ts';
import { pageLanguage } from '../../../../ui/texts/page-language.ts';
import { LANG, TEXTS } from '../../shared/texts/texts.ts';
import { dateOf, endOf, timeAgo } from '../../shared/time-ago.ts';
import { addressOf } from '../shell/address.ts';
import { failureView } from '../shell/failure.ts';
import { guarded } from '../shell/guarded.ts';
import type { TabId } from '../tab.ts';
import { faceView } from './face.ts';
import { historyText } from './history-text.ts';
import type { Detail } from './load-detail.ts';
import { endsOwnPairing, pairedBy, revokeTexts } from './revoke.ts';
import { limitsText, usageText } from './row-texts.ts';
import { chipView, nameView } from './row-view.ts';
import type { Row } from './rows.ts';

/** What the page shows besides what it has read. */
export interface DetailState {
  readonly tab: TabId;
  readonly renaming: boolean;
  readonly failure: HTMLElement | undefined;
  /** A new secret, while it is shown. */
  readonly secret: TemplateResult | undefined;
}

export interface DetailActions {
  startRename(): void;
  rename(name: string): void;
  cancelRename(): void;
  edit(): void;
  setDisabled(disabled: boolean): void;
  rotate(): void;
  revoke(): void;
}

const { scopes: sentences, allModels } = pageLanguage.texts;

const renameView = ({ name, grant }: Row, { rename, cancelRename }: DetailActions): TemplateResult => {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    rename(String(new FormData(event.currentTarget as HTMLFormElement).get('name')));
  };
  return html`<form class="row rename" @submit=${submit}>
    <input
      class="field grow"
      name="name"
      maxlength="75"
      required
      .value=${name ?? grant.name}
      aria-label=${TEXTS.options.name}
    />
    <button type="submit" class="primary">${TEXTS.save}</button>
    <button type="button" @click=${cancelRename}>${TEXTS.cancel}</button>
  </form>`;
};

/** Whose names these are: the id is the only thing that no extension can choose. */
const identityView = ({ name, grant, purpose, alsoNamed }: Row): TemplateResult => {
  const { id, caller, kind } = grant;
  const key = kind === 'key' ? html`<code dir="ltr">otk_${id}_…</code>` : nothing;
  const extension =
    purpose === 'extension' && name !== undefined ? html`<code dir="ltr">${caller}</code>` : nothing;
  const also =
    alsoNamed === undefined
      ? nothing
      : html`<span class="soft">${fill(TEXTS.alsoNamed, { name: alsoNamed })}</span>`;
  return html`<div class="row identity">${extension}${key}${also}</div>`;
};

const headView = (row: Row, { renaming }: DetailState, actions: DetailActions): TemplateResult => {
  const { grant, purpose, icon, namesake } = row;
  const state = grantState(grant, Date.now());
  const stateChip =
    state === 'disabled' ? html`${chipView({ text: TEXTS.disabled, caution: true })}` : nothing;
  return html`<div class="head">
      ${faceView({ purpose, caller: grant.caller, icon })}
      <div class="about">
        <h2 tabindex="-1" class="names">${nameView(row)}${stateChip}</h2>
        ${identityView(row)}
      </div>
      ${
        renaming
          ? nothing
          : html`<button type="button" id="rename" @click=${actions.startRename}>${TEXTS.options.rename}</button>`
      }
    </div>
    ${renaming ? renameView(row, actions) : nothing}
    ${namesake ? html`<div class="caution">${TEXTS.sameName}</div>` : nothing}`;
};

const isOwners = ({ purpose }: Row) => purpose === 'owner' || purpose === 'browser';

const fact = (term: string, value: unknown): TemplateResult =>
  html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

const termsView = (row: Row, { edit }: DetailActions): TemplateResult => {
  const { scopes, models, limits } = row.grant;
  const names = models?.map((model) => html`<li><bdi>${model}</bdi></li>`);
  return html`<section class="card">
    <div class="row heading">
      <h3>${TEXTS.may}</h3>
      <button type="button" id="edit" @click=${edit}>${TEXTS.change}</button>
    </div>
    <ul class="ticks">
      ${scopes.map((scope) => (scope === 'admin' ? nothing : html`<li>${sentences[scope]}</li>`))}
    </ul>
    <dl class="facts">
      ${fact(TEXTS.with, names ? html`<ul class="plain">${names}</ul>` : allModels)}
      ${fact(TEXTS.options.limitsTitle, limitsText(limits) ?? TEXTS.options.noLimits)}
      ${fact(TEXTS.howLong, endOf(row.grant.expiresAt))}
    </dl>
  </section>`;
};

const usageView = ({ row, month, models }: Detail): TemplateResult => {
  const { lastUsedAt, createdAt } = row.grant;
  const { usage, usageToday, usageMonth, created, lastUsed } = TEXTS.options;
  const list = models.map(
    ([model, counts]) => html`<li><bdi>${model}</bdi> <span class="soft">${usageText(counts)}</span></li>`,
  );
  return html`<section class="card">
    <h3>${usage}</h3>
    <dl class="facts">
      ${fact(lastUsed, lastUsedAt === null ? TEXTS.unused : timeAgo(lastUsedAt))}
      ${fact(created, dateOf(createdAt))}
      ${row.today ? fact(usageToday, usageText(row.today)) : nothing}
      ${month ? fact(usageMonth, usageText(month)) : nothing}
      ${list.length > 0 ? fact(TEXTS.with, html`<ul class="plain">${list}</ul>`) : nothing}
    </dl>
  </section>`;
};

const historyView = ({ history }: Detail): TemplateResult => {
  const entries = () =>
    'error' in history
      ? failureView(history.error)
      : html`<ul class="plain history">
          ${repeat(
            history,
            (_, at) => history.length - at,
            (entry) =>
              html`<li>
                <time class="soft" datetime=${new Date(entry.at).toISOString()}
                  >${new Date(entry.at).toLocaleString(LANG, { dateStyle: 'medium', timeStyle: 'short' })}</time
                >
                <span>${historyText(entry)}</span>
              </li>`,
          )}
        </ul>`;
  return html`<section class="card">
    <h3>${TEXTS.options.history}</h3>
    ${entries()}
  </section>`;
};

/** What ends with the permission besides it. */
const hangingText = ({ row, rows }: Detail): string | undefined => {
  const others = pairedBy(row.grant, rows).filter(({ own }) => !own).length;
  const { unpairsThis, unpairsOthers } = TEXTS.options;
  const texts = [
    ...(endsOwnPairing(row, rows) ? [unpairsThis] : []),
    ...(others > 0 ? [plural(unpairsOthers, others, LANG)] : []),
  ];
  return texts.length > 0 ? texts.join(' ') : undefined;
};

const disableView = ({ grant }: Row, { setDisabled }: DetailActions): TemplateResult =>
  grantState(grant, Date.now()) === 'disabled'
    ? html`<button type="button" id="enable" ${guarded(() => setDisabled(false))}>${TEXTS.enable}</button>`
    : html`<button type="button" id="disable" @click=${() => setDisabled(true)}>${TEXTS.disable}</button>`;

const endView = (detail: Detail, actions: DetailActions): TemplateResult => {
  const { row } = detail;
  const hanging = hangingText(detail);
  const canRotate = row.grant.kind === 'key' && !isOwners(row);
  return html`<div class="row ends">
    ${
      canRotate
        ? html`<button type="button" id="rotate" ${guarded(actions.rotate)}>${TEXTS.options.rotate}</button>`
        : nothing
    }
    ${isOwners(row) ? nothing : disableView(row, actions)}
    <button type="button" class="danger" id="remove" aria-describedby="hanging" @click=${actions.revoke}>
      ${revokeTexts(row).action}
    </button>
    <span class="caution" id="hanging">${hanging}</span>
  </div>`;
};

/** The link to the list. */
export const backView = (tab: TabId): TemplateResult =>
  html`<a class="back" href=${addressOf(tab)}>${TEXTS.options.tabs[tab]}</a>`;

/** Everything about one permission, and what can be done with it. */
export const detailView = (
  detail: Detail,
  state: DetailState,
  actions: DetailActions,
): TemplateResult => html`
  ${backView(state.tab)} ${headView(detail.row, state, actions)}
  <div role="alert">${state.failure}</div>
  ${state.secret} ${isOwners(detail.row) ? nothing : termsView(detail.row, actions)}
  ${isOwners(detail.row) ? nothing : usageView(detail)} ${historyView(detail)} ${endView(detail, actions)}
`;

/** For a link to a permission that was revoked, or never existed. */
export const missingView = (tab: TabId): TemplateResult => html`
  ${backView(tab)}
  <h2 tabindex="-1">${TEXTS.options.missing}</h2>
`;
