import { html, nothing, type TemplateResult } from 'lit';
import { TEXTS } from '../shared/texts/texts.ts';
import { conditionOf } from './condition.ts';
import { headView } from './head-view.ts';
import type { Actions, Lists, Model } from './model.ts';
import { noticeView } from './notice-view.ts';
import { dismissedView, runningView, todayView, waitingView } from './rows-view.ts';

const { popup } = TEXTS;

const listsView = (lists: Lists, { stopping }: Model, actions: Actions) => html`
  ${waitingView(lists, actions)} ${dismissedView(lists, actions)}
  ${runningView(lists, stopping, actions)} ${todayView(lists, actions)}
`;

const TABS = ['settings', 'models', 'activity'] as const;

/** The whole popup. */
export const popupView = (model: Model, actions: Actions): TemplateResult => {
  const { status, overview, models, lists, outdated } = model;
  const condition = conditionOf({ status, models, paused: overview?.paused ?? false });
  return html`
    ${headView(condition, model, actions)}
    <main>
      ${noticeView(condition, model, actions)}
      ${lists ? listsView(lists, model, actions) : nothing}
      ${outdated ? html`<p class="soft outdated">${popup.outdated}</p>` : nothing}
      <div id="trouble" role="alert"></div>
    </main>
    <footer>
      <nav aria-label=${popup.settings}>
        ${TABS.map(
          (tab) => html`<button type="button" class="link" @click=${() => actions.open(tab)}>
            ${popup.tabs[tab]}
          </button>`,
        )}
      </nav>
    </footer>
  `;
};
