import { html, nothing, type TemplateResult } from 'lit';
import { insert } from '../texts/fill.ts';
import { bucketName, count, countOf } from './format.ts';
import type { Summary, UsageChoice } from './summary.ts';
import type { UsageTexts } from './texts.ts';

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
const table = ({ series, span: { unit, buckets } }: Summary, texts: UsageTexts, title: string) => html`
  <details class="numbers">
    <summary>${texts.table}</summary>
    <div class="scroll" role="region" tabindex="0" aria-label=${title}>
      <table>
        <thead>
          <tr>
            <th scope="col">${texts.time}</th>
            ${series.map(({ name }) => html`<th scope="col"><bdi>${name}</bdi></th>`)}
            <th scope="col">${texts.total}</th>
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

const totals = ({ totals: { requests, errors, promptTokens, outputTokens } }: Summary, texts: UsageTexts) => {
  const { failed, input, output } = texts;
  const parts = [
    countOf(texts.requests, requests),
    ...(errors > 0 ? [countOf(failed, errors)] : []),
    ...(promptTokens + outputTokens > 0 ? [countOf(input, promptTokens), countOf(output, outputTokens)] : []),
  ];
  return html`<p class="totals">${parts.map((part) => html`<span>${part}</span>`)}</p>`;
};

/**
 * The chart of a period with its legend and its table, or that nothing was used. The chart is drawn into `.plot`.
 * @param action a button beside the title
 */
export const summaryView = (
  summary: Summary,
  { measure }: Pick<UsageChoice, 'measure'>,
  texts: UsageTexts,
  action: TemplateResult | typeof nothing = nothing,
) => {
  if (summary.series.length === 0) {
    return html`<div class="card nothing">
      <strong>${texts.empty}</strong>
      <p class="soft">${texts.emptyHint}</p>
    </div>`;
  }
  const title = insert(texts.per[summary.span.unit], { measure: texts.measures[measure] });
  return html`<div class="card chart">
    <div class="row heading">
      <h3>${title}</h3>
      ${action}
    </div>
    ${totals(summary, texts)}
    <div class="plot" dir="ltr" role="img" aria-label=${insert(texts.chart, { title })}></div>
    ${legend(summary)} ${table(summary, texts, title)}
  </div>`;
};
