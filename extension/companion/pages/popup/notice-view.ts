import { html, nothing, type TemplateResult } from 'lit';
import { problemView } from '../../../ui/problem-view.ts';
import { words } from '../shared/texts/page-words.ts';
import { TEXTS } from '../shared/texts/texts.ts';
import { type Condition, problemOf } from './condition.ts';
import type { Actions, Model } from './model.ts';

const { notices, actions: labels } = TEXTS.popup;

/** What the button does, by condition. A pause has its button in the header. */
const ACTIONS: Readonly<Record<keyof typeof labels, (actions: Actions) => void>> = {
  missing: ({ setUp }) => setUp(),
  unpaired: ({ setUp }) => setUp(),
  broken: ({ check }) => check(),
  down: ({ check }) => check(),
  empty: ({ open }) => open('models'),
};

const isIn = <Table extends object>(table: Table, name: PropertyKey): name is keyof Table =>
  Object.hasOwn(table, name);

const bodyOf = (condition: Condition, { status }: Model) => {
  const problem = problemOf(condition, status);
  if (problem) return problemView(problem, words);
  if (!isIn(notices, condition)) return nothing;
  const { title, text } = notices[condition];
  return html`<h2>${title}</h2>
    <p>${text}</p>`;
};

/** What is missing or wrong, with the button that helps. */
export const noticeView = (
  condition: Condition,
  model: Model,
  actions: Actions,
): TemplateResult | typeof nothing => {
  if (!isIn(notices, condition) && !isIn(labels, condition)) return nothing;
  const isSetUp = condition === 'missing' || condition === 'unpaired';
  const button = isIn(labels, condition)
    ? html`<button type="button" id="help" class="primary" @click=${() => ACTIONS[condition](actions)}>
        ${labels[condition]}
      </button>`
    : nothing;
  return html`<section class="notice ${isSetUp ? 'hello' : condition}" data-condition=${condition}>
    ${isSetUp ? html`<img src="/icons/128.png" alt="" width="64" height="64" />` : nothing}
    ${bodyOf(condition, model)} ${button}
  </section>`;
};
