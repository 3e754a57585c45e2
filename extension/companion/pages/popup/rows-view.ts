import { html, nothing, svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RunningSummary } from '../../../../shared/protocol/overview.ts';
import { insert, plural } from '../../../ui/texts/fill.ts';
import { LANG, TEXTS } from '../shared/texts/texts.ts';
import { identiconView } from '../shared/who/identicon-view.ts';
import { withName } from './head-view.ts';
import type { Actions, Lists } from './model.ts';
import type { Person } from './people.ts';
import { MAX_ROWS, type TodayRow } from './today.ts';

const { popup } = TEXTS;

const UNNAMED: Omit<Person, 'id'> = { name: '…', icon: undefined };

const personIn = ({ people }: Lists, id: string): Person => people.get(id) ?? { id, ...UNNAMED };

/** Drawn once for each id, so that rows keep their elements. */
const pictures = new Map<string, SVGSVGElement>();

const SIDE = 28;

const pictureOf = ({ id, icon }: Person) => {
  if (icon) return html`<img src=${icon} alt="" width=${SIDE} height=${SIDE} />`;
  const known = pictures.get(id) ?? identiconView(id, SIDE);
  pictures.set(id, known);
  return known.cloneNode(true);
};

const nameOf = ({ id, name }: Person) => html`<strong title=${id}><bdi>${name}</bdi></strong>`;

/** Extensions that wait for an answer. */
export const waitingView = (lists: Lists, { review }: Actions): TemplateResult | typeof nothing => {
  const { prompts } = lists;
  if (prompts.length === 0) return nothing;
  return html`<section id="waiting" aria-labelledby="waiting-title">
    <h2 id="waiting-title">${popup.waitingTitle}</h2>
    <ul class="list">
      ${repeat(
        prompts,
        ({ id }) => id,
        ({ id, caller, current }) => {
          const person = personIn(lists, caller);
          return html`<li class="row waiting">
            ${pictureOf(person)}
            <div class="grow">
              ${nameOf(person)}
              <div class="soft">${current ? popup.wantsMore : popup.wants}</div>
            </div>
            <button
              type="button"
              class="primary"
              aria-label=${withName(popup.reviewOf, person.name)}
              @click=${() => review(id)}
            >
              ${popup.review}
            </button>
          </li>`;
        },
      )}
    </ul>
  </section>`;
};

/** Extensions whose window was closed without an answer. */
export const dismissedView = (lists: Lists, { askAgain }: Actions): TemplateResult | typeof nothing => {
  const { dismissals } = lists;
  if (dismissals.length === 0) return nothing;
  return html`<section id="dismissed" aria-labelledby="dismissed-title">
    <h2 id="dismissed-title">${TEXTS.unanswered}</h2>
    <ul class="list">
      ${repeat(
        dismissals,
        ({ caller }) => caller,
        ({ caller }) => {
          const person = personIn(lists, caller);
          return html`<li class="row dismissed">
            ${pictureOf(person)}
            <div class="grow">
              ${nameOf(person)}
              <div class="soft">${popup.dismissed}</div>
            </div>
            <button
              type="button"
              aria-label=${withName(popup.askAgainFor, person.name)}
              @click=${() => askAgain(caller)}
            >
              ${popup.askAgain}
            </button>
          </li>`;
        },
      )}
    </ul>
  </section>`;
};

/** Without the registry and the owner, which the tooltip has. */
const shortModel = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

const modelView = ({ model, operation }: RunningSummary) =>
  html`<span class="model" title=${model ?? operation}><bdi>${shortModel(model ?? operation)}</bdi></span>`;

const speedOf = ({ tokensPerSecond }: RunningSummary): string => {
  if (tokensPerSecond === null) return popup.working;
  const digits = tokensPerSecond < 10 ? 1 : 0;
  const count = tokensPerSecond.toLocaleString(LANG, { maximumFractionDigits: digits });
  return insert(popup.speed, { count });
};

/** Running requests, the newest first. */
export const runningView = (
  lists: Lists,
  stopping: ReadonlySet<number>,
  { stop }: Actions,
): TemplateResult | typeof nothing => {
  if (lists.running.length === 0) return nothing;
  return html`<section id="running" aria-labelledby="running-title">
    <h2 id="running-title">${popup.runningTitle}</h2>
    <ul class="list">
      ${repeat(
        lists.running.toReversed(),
        ({ id }) => id,
        (request) => {
          const person = personIn(lists, request.caller);
          return html`<li class="row">
            <span class="working">${pictureOf(person)}</span>
            <div class="grow">
              ${nameOf(person)}
              <div class="soft facts">
                ${modelView(request)}
                <span class="speed">${speedOf(request)}</span>
              </div>
            </div>
            <button
              type="button"
              class="stop"
              aria-label=${withName(popup.stopOf, person.name)}
              aria-disabled=${stopping.has(request.id)}
              @click=${() => stop(request.id)}
            >
              ${popup.stop}
            </button>
          </li>`;
        },
      )}
    </ul>
  </section>`;
};

const bar = (
  share: number,
) => html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
  ${svg`<rect class="rail" width="100" height="4" /><rect width=${Math.max(share * 100, 1)} height="4" />`}
</svg>`;

const todayRow = (lists: Lists, { caller, requests, tokens, share }: TodayRow) => {
  const person = personIn(lists, caller);
  return html`<li class="row">
    ${pictureOf(person)}
    <div class="grow">
      <div class="facts">
        ${nameOf(person)}
        <span class="soft">${plural(TEXTS.requests, requests, LANG)}</span>
      </div>
      ${bar(share)}
      <div class="soft small">${plural(TEXTS.tokens, tokens, LANG)}</div>
    </div>
  </li>`;
};

/** Today's use by extension, the most tokens first. */
export const todayView = (lists: Lists, { open }: Actions): TemplateResult => {
  const { today } = lists;
  const more = today.length - MAX_ROWS;
  return html`<section id="today" aria-labelledby="today-title">
    <h2 id="today-title">${popup.today}</h2>
    ${
      today.length === 0
        ? html`<p class="soft nothing">${popup.nothing}</p>`
        : html`<ul class="list">
            ${repeat(
              today.slice(0, MAX_ROWS),
              ({ caller }) => caller,
              (row) => todayRow(lists, row),
            )}
          </ul>`
    }
    ${
      more > 0
        ? html`<button type="button" class="link" @click=${() => open('activity')}>
            ${plural(popup.more, more, LANG)}
          </button>`
        : nothing
    }
  </section>`;
};
