import { html, nothing } from 'lit';
import { insert } from '../../../../ui/texts/fill.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { bucketName, count, countOf } from './format.ts';
import type { Choice, Summary } from './view-model.ts';

const swatch = (at: number) => html`<span class="swatch" data-series=${at} aria-hidden="true"></span>`;

/** Each series with its colour and its count in the period. */
const legend = ({ series }: Summary) => html`
  <ul class="legend">
    ${series.map(
      ({ name, total }, at) =>
        html`<li>${swatch(at)}<bdi class="legend-name">${name}</bdi> <b>${count(total)}</b></li>`,
    )}
  </ul>
`;

/** The numbers of the bars. Bars without use are left out. */
const table = ({ series, span: { unit, buckets } }: Summary, title: string) => html`
  <details class="numbers">
    <summary>${TEXTS.activity.table}</summary>
    <div class="scroll" role="region" tabindex="0" aria-label=${title}>
      <table>
        <thead>
          <tr>
            <th scope="col">${TEXTS.activity.time}</th>
            ${series.map(({ name }) => html`<th scope="col"><bdi>${name}</bdi></th>`)}
            <th scope="col">${TEXTS.activity.total}</th>
          </tr>
        </thead>
        <tbody>
          ${buckets.map((bucket, at) => {
            const total = series.reduce((all, { counts }) => all + (counts[at] ?? 0), 0);
            if (total === 0) return nothing;
            return html`<tr>
              <th scope="row">${bucketName(unit, bucket, 'long')}</th>
              ${series.map(({ counts }) => html`<td>${count(counts[at] ?? 0)}</td>`)}
              <td>${count(total)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </details>
`;

const totals = ({ totals: { requests, errors, promptTokens, outputTokens } }: Summary) => {
  const { failed, input, output } = TEXTS.activity;
  const parts = [
    countOf(TEXTS.requests, requests),
    ...(errors > 0 ? [countOf(failed, errors)] : []),
    ...(promptTokens + outputTokens > 0 ? [countOf(input, promptTokens), countOf(output, outputTokens)] : []),
  ];
  return html`<p class="totals">${parts.map((part) => html`<span>${part}</span>`)}</p>`;
};

/** The chart of a period with its legend and its table, or that nothing was used. The chart is drawn into `.plot`. */
export const summaryView = (summary: Summary, { measure }: Choice, download: () => void) => {
  if (summary.series.length === 0) {
    return html`<div class="card nothing">
      <strong>${TEXTS.activity.empty}</strong>
      <p class="soft">${TEXTS.activity.emptyHint}</p>
    </div>`;
  }
  const title = insert(TEXTS.activity.per[summary.span.unit], { measure: TEXTS.activity.measures[measure] });
  return html`<div class="card chart">
    <div class="row heading">
      <h3>${title}</h3>
      <button type="button" id="save-summary" @click=${download}>${TEXTS.activity.download}</button>
    </div>
    ${totals(summary)}
    <div class="plot" dir="ltr" role="img" aria-label=${insert(TEXTS.activity.chart, { title })}></div>
    ${legend(summary)} ${table(summary, title)}
  </div>`;
};
