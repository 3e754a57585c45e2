import { html, nothing, render } from 'lit';
import { dayOf } from '../../../shared/access/usage.ts';
import type {
  AccountRecord,
  KeyRecord,
  RequestRecord,
  UsageRecord,
} from '../../../shared/admin-api/schemas.ts';
import { spanOf } from '../../ui/usage/buckets.ts';
import { choiceView } from '../../ui/usage/choice-view.ts';
import { drawChart } from '../../ui/usage/draw-chart.ts';
import { duration } from '../../ui/usage/format.ts';
import { summarise, type UsageChoice } from '../../ui/usage/summary.ts';
import { summaryView } from '../../ui/usage/summary-view.ts';
import { api } from '../shell/api.ts';
import type { ShowView } from '../shell/page.ts';
import { tableView } from '../shell/table-view.ts';
import { ago } from '../shell/texts.ts';
import { groupView } from './group-view.ts';
import type { GroupBy } from './usage-groups.ts';
import { USAGE_TEXTS } from './usage-texts.ts';

let choice: UsageChoice & { readonly by: GroupBy } = { period: 'week', measure: 'requests', by: 'model' };

const RECENT = 20;

const load = async ({ period }: UsageChoice) => {
  const now = Date.now();
  const span = spanOf(period, now);
  const iso = (time: number | undefined) => new Date(time ?? now).toISOString();
  const start = span.buckets[0]?.start ?? now;
  const days = [dayOf(start), dayOf(now)] as const;
  const range = `unit=${span.unit}&since=${iso(start)}&until=${iso(span.buckets.at(-1)?.end)}`;
  const [usage, accounts, keys, requests] = await Promise.all([
    api<readonly UsageRecord[]>('GET', `/usage?${range}`),
    api<readonly AccountRecord[]>('GET', `/usage/accounts?since=${days[0]}&until=${days[1]}`),
    api<readonly KeyRecord[]>('GET', '/keys'),
    api<readonly RequestRecord[]>('GET', `/requests?limit=${RECENT}`),
  ]);
  const names = new Map(usage.map(({ grantId, name }) => [grantId, name ?? grantId]));
  const rows = usage.map(({ hour, ...row }) => ({ ...row, hour: hour === null ? 0 : Date.parse(hour) }));
  const userOf = (key: string) => ({ key, name: names.get(key) ?? key });
  return { rows, requests, span, userOf, days, grouped: { usage, accounts, keys } };
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

/** The usage of a period as a chart, by group, and the newest requests. */
export const showUsage: ShowView = async ({ root, signal, attempt }) => {
  let removeChart = () => {};
  let shown: Awaited<ReturnType<typeof load>> | undefined;
  const update = () => {
    if (!shown || signal.aborted) return;
    const { rows, requests, span, userOf, days, grouped } = shown;
    const { by, period } = choice;
    const summary = summarise(rows, span, { measure: choice.measure, userOf, rest: USAGE_TEXTS.rest });
    removeChart();
    render(
      html`<div class="row heading"><h2 tabindex="-1">Usage</h2></div>
        ${choiceView(choice, USAGE_TEXTS, choose)} ${summaryView(summary, choice, USAGE_TEXTS)}
        ${groupView({ by, grouped, days, isPart: period === 'day', choose: (to) => choose({ by: to }) })}
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
  const choose = (to: Partial<typeof choice>) => {
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
