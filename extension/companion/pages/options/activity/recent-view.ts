import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type ListedRequest, outputSpeed } from '../../../../../shared/access/recent-request.ts';
import { MAX_RECENT_ROWS } from '../../../../../shared/protocol/limits.ts';
import { insert } from '../../../../ui/texts/fill.ts';
import { duration, fullTime, speed } from '../../../../ui/usage/format.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { timeAgo } from '../../shared/time-ago.ts';
import type { Activity, Choice } from './view-model.ts';

const NONE = '–';

const CHIPS = { ok: 'chip chip-ready', error: 'chip chip-problem', cancelled: 'chip' } as const;

/** How a request ended. A failure has the code of Turnkey or the status of the response. */
const result = ({ state, code, status }: ListedRequest) => {
  const why = code ?? (status !== null && status >= 400 ? String(status) : undefined);
  return html`<span class=${CHIPS[state]}>${TEXTS.activity.results[state]}</span>
    ${state === 'error' && why !== undefined ? html`<code class="code" dir="ltr">${why}</code>` : nothing}`;
};

const speedOf = (request: ListedRequest): string => {
  const value = outputSpeed(request);
  return value === null ? NONE : insert(TEXTS.activity.perSecond, { count: speed(value) });
};

/** A cell with a number. A narrow row has its label in front of it, or leaves it out if there is none. */
const number = (name: 'first' | 'speed', text: string, label = '') =>
  html`<td role="cell" class=${text === NONE ? `${name} none` : name} data-label=${label}>${text}</td>`;

/** The roles are explicit, because narrow rows are laid out as a grid and would lose them. */
const row = (request: ListedRequest, { userOf, now }: Activity) => {
  const { at, grantId, model, operation, firstMs } = request;
  const { columns } = TEXTS.activity;
  const { name } = userOf(grantId);
  return html`<tr role="row">
    <td role="cell" class="who"><bdi title=${name}>${name}</bdi></td>
    <td role="cell" class="model">
      ${model === '' ? nothing : html`<bdi>${model}</bdi> `}<code class="code" dir="ltr">${operation}</code>
    </td>
    <td role="cell" class="result">${result(request)}</td>
    ${number('first', firstMs === null ? NONE : duration(firstMs), columns.first)}
    ${number('speed', speedOf(request))}
    <td role="cell" class="when">
      <time datetime=${new Date(at).toISOString()} title=${fullTime(at)}>${timeAgo(at, now)}</time>
    </td>
  </tr>`;
};

const table = (activity: Activity) => {
  const { who, model, result: ended, first, speed: rate, when } = TEXTS.activity.columns;
  const head = (text: string, name = '') =>
    html`<th role="columnheader" scope="col" class=${name}>${text}</th>`;
  return html`<table class="recent" role="table" aria-labelledby="recent-title">
    <thead role="rowgroup">
      <tr role="row">
        ${head(who, 'who')} ${head(model, 'model')} ${head(ended, 'result')} ${head(first, 'first')} ${head(rate, 'speed')}
        ${head(when, 'when')}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        activity.recent,
        ({ id }) => id,
        (request) => row(request, activity),
      )}
    </tbody>
  </table>`;
};

interface Actions {
  download(): void;
  showMore(): void;
}

/** The newest requests: who, which model, how it ended and how fast it was. */
export const recentView = (activity: Activity, { limit }: Choice, { download, showMore }: Actions) => {
  const { recent, noRecent, more, download: text } = TEXTS.activity;
  const { length } = activity.recent;
  return html`
    <div class="row heading">
      <h3 id="recent-title" tabindex="-1">${recent}</h3>
      ${
        length > 0
          ? html`<button type="button" id="save-recent" aria-describedby="recent-title" @click=${download}>
              ${text}
            </button>`
          : nothing
      }
    </div>
    ${length > 0 ? table(activity) : html`<p class="soft">${noRecent}</p>`}
    ${length >= limit && limit < MAX_RECENT_ROWS ? html`<button type="button" id="more" @click=${showMore}>${more}</button>` : nothing}
  `;
};
