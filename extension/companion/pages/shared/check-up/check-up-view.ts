import { html, nothing, type TemplateResult } from 'lit';
import type { Check, CheckState, CheckUp } from '../../../../../shared/protocol/check-up.ts';
import { withCommands } from '../../../../ui/with-commands.ts';
import { words } from '../texts/page-words.ts';
import { LANG, TEXTS } from '../texts/texts.ts';

const CHIPS: Readonly<Record<CheckState, string>> = {
  ok: 'chip chip-ready',
  warning: 'chip chip-warning',
  error: 'chip chip-problem',
  skipped: 'chip',
};

/** The results are English sentences of the Turnkey app, whatever the language of the page. */
const foreign = LANG === 'en' ? nothing : 'en';

const checkRow = ({ id, state, title, message, help }: Check) => html`
  <li data-check=${id}>
    <div class="row">
      <span class="grow" lang=${foreign}>${title}</span>
      <span class=${CHIPS[state]}>${TEXTS.settings.checkStates[state]}</span>
    </div>
    ${message ? html`<div class="soft" lang=${foreign}>${message}</div>` : nothing}
    ${help ? html`<div lang=${foreign}>${withCommands(help, words)}</div>` : nothing}
  </li>
`;

const summary = ({ checks }: CheckUp): string => {
  const { checksNone, checksFine, checksFound } = TEXTS.settings;
  if (checks.length === 0) return checksNone;
  return checks.some(({ state }) => state === 'error' || state === 'warning') ? checksFound : checksFine;
};

/** The results of a check-up, with what to do about each problem. */
export const checkUpView = (checkUp: CheckUp | undefined): TemplateResult | typeof nothing =>
  checkUp === undefined
    ? nothing
    : html`
        <p class="summary">${summary(checkUp)}</p>
        <ul class="list checks">
          ${checkUp.checks.map(checkRow)}
        </ul>
      `;
