import { html, nothing, render } from 'lit';
import { sumUsage, tokensOf } from '../../../shared/access/usage.ts';
import type { RequestRecord, UsageRecord } from '../../../shared/admin-api/schemas.ts';
import { spanOf } from '../../ui/usage/buckets.ts';
import { choiceView } from '../../ui/usage/choice-view.ts';
import { drawChart } from '../../ui/usage/draw-chart.ts';
import { count, duration } from '../../ui/usage/format.ts';
import { summarise, type UsageChoice } from '../../ui/usage/summary.ts';
import { summaryView } from '../../ui/usage/summary-view.ts';
import { api } from '../shell/api.ts';
import type { ShowView } from '../shell/page.ts';
import { tableView } from '../shell/table-view.ts';
import { ago } from '../shell/texts.ts';
import { USAGE_TEXTS } from './usage-texts.ts';

let choice: UsageChoice = { period: 'week', measure: 'requests' };

const RECENT = 20;

const load = async ({ period }: UsageChoice) => {
  const now = Date.now();
  const span = spanOf(period, now);
  const iso = (time: number | undefined) => new Date(time ?? now).toISOString();
  const range = `unit=${span.unit}&since=${iso(span.buckets[0]?.start)}&until=${iso(span.buckets.at(-1)?.end)}`;
  const [usage, requests] = await Promise.all([
    api<readonly UsageRecord[]>('GET', `/usage?${range}`),
    api<readonly RequestRecord[]>('GET', `/requests?limit=${RECENT}`),
  ]);
  const names = new Map(usage.map(({ grantId, name }) => [grantId, name ?? grantId]));
  const rows = usage.map(({ hour, ...row }) => ({ ...row, hour: hour === null ? 0 : Date.parse(hour) }));
  const userOf = (key: string) => ({ key, name: names.get(key) ?? key });
  return { rows, requests, span, userOf };
};

const CHIPS = { ok: 'chip chip-ready', error: 'chip chip-problem', cancelled: 'chip' } as const;
const RESULTS = { ok: 'Done', error: 'Failed', cancelled: 'Cancelled' } as const;

const recentRow = ({
  name,
  grantId,
  model,
  operation,
  state,
  code,
  status,
  firstMs,
  ms,
  at,
}: RequestRecord) => [
  html`<bdi>${name ?? grantId}</bdi>`,
  html`<bdi>${model}</bdi> <code class="code">${operation}</code>`,
  html`<span class=${CHIPS[state]}>${RESULTS[state]}</span>
    ${state === 'error' ? html`<code class="code">${code ?? status}</code>` : nothing}`,
  firstMs === null ? '–' : duration(firstMs),
  duration(ms),
  html`<time datetime=${at}>${ago(at, '')}</time>`,
];

const modelTable = (rows: Awaited<ReturnType<typeof load>>['rows']) => {
  const models = [...sumUsage(rows, ({ model }) => model)].toSorted(
    ([, one], [, two]) => two.requests - one.requests,
  );
  return tableView({
    label: 'Usage by model',
    columns: ['Model', 'Requests', 'Failed', 'Tokens'],
    rows: models.map(([model, counts]) => [
      html`<bdi>${model || 'Unknown'}</bdi>`,
      count(counts.requests),
      count(counts.errors),
      count(tokensOf(counts)),
    ]),
  });
};

/** The usage of a period as a chart, by model, and the newest requests. */
export const showUsage: ShowView = async ({ root, signal, attempt }) => {
  let removeChart = () => {};
  let shown: Awaited<ReturnType<typeof load>> | undefined;
  const update = () => {
    if (!shown || signal.aborted) return;
    const { rows, requests, span, userOf } = shown;
    const summary = summarise(rows, span, { measure: choice.measure, userOf, rest: USAGE_TEXTS.rest });
    removeChart();
    render(
      html`<div class="row heading"><h2 tabindex="-1">Usage</h2></div>
        ${choiceView(choice, USAGE_TEXTS, choose)} ${summaryView(summary, choice, USAGE_TEXTS)}
        <h3 class="title">By model</h3>
        ${rows.length > 0 ? modelTable(rows) : html`<p class="soft">No requests in this period.</p>`}
        <h3 class="title">Recent requests</h3>
        ${
          requests.length > 0
            ? tableView({
                label: 'Recent requests',
                columns: ['Key', 'Model', 'Result', 'First token', 'Duration', 'When'],
                rows: requests.map(recentRow),
              })
            : html`<p class="soft">No requests yet.</p>`
        }`,
      root,
    );
    const place = root.querySelector<HTMLElement>('.plot');
    removeChart = place ? drawChart(place, root, summary) : () => {};
  };
  const choose = (to: Partial<UsageChoice>) => {
    const isLoaded = to.period === undefined;
    choice = { ...choice, ...to };
    void attempt(async () => {
      if (!isLoaded) shown = await load(choice);
      update();
    });
  };
  shown = await load(choice);
  update();
  signal.addEventListener('abort', () => removeChart());
  // The colours of the chart do not follow the page.
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', update, { signal });
};
