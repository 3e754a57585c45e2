import { html, nothing, render } from 'lit';
import { MAX_RECENT_ROWS } from '../../../../../shared/protocol/limits.ts';
import { keepFocus } from '../../../../ui/keep-focus.ts';
import { spanOf } from '../../../../ui/usage/buckets.ts';
import { choiceView } from '../../../../ui/usage/choice-view.ts';
import { saveFile } from '../../../../ui/usage/save-file.ts';
import type { Summary } from '../../../../ui/usage/summary.ts';
import { summaryView } from '../../../../ui/usage/summary-view.ts';
import { host } from '../../shared/host.ts';
import { explainUnknownCall } from '../../shared/older-host.ts';
import { showProblem } from '../../shared/show-problem.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import type { Tab } from '../tab.ts';
import { recentCsv, summaryCsv } from './csv-files.ts';
import { recentView } from './recent-view.ts';
import { usersOf } from './users.ts';
import { type Activity, type Choice, summaryOf, USAGE_TEXTS } from './view-model.ts';

/** Requests that are listed at first, and that *Show more* adds. */
const STEP = 20;

let choice: Choice = { period: 'week', measure: 'requests', limit: STEP };
let activity: Activity | undefined;
let ownGrant: string | null = null;
let removeChart = () => {};

/** Counts the loads, so that an earlier one that ends later is ignored. */
let last = 0;

const load = async ({ period, limit }: Choice, ownGrant: string | null): Promise<Activity> => {
  const now = Date.now();
  const { unit, buckets } = spanOf(period, now);
  const range = { unit, since: buckets[0]?.start ?? now, until: buckets.at(-1)?.end ?? now };
  const [grants, rows, recent] = await Promise.all([
    host.call('grants.list'),
    host.call('activity.summary', range),
    host.call('activity.recent', { limit }),
  ]).catch(explainUnknownCall);
  // The pages of the companion list the models themselves. No extension uses Ollama then.
  const used = rows.filter(({ grantId, model }) => grantId !== ownGrant || model !== '');
  return { period, rows: used, recent, now, userOf: await usersOf(grants) };
};

/** The code of the chart is loaded when there is something to draw. */
const draw = async (root: HTMLElement, summary: Summary, isCurrent: () => boolean): Promise<void> => {
  const { drawChart } = await import('../../../../ui/usage/draw-chart.ts');
  removeChart();
  removeChart = () => {};
  const place = root.querySelector<HTMLElement>('.plot');
  if (place && isCurrent()) removeChart = drawChart(place, root, summary);
};

const save = (kind: string, text: string) =>
  saveFile(`ollama-turnkey-${kind}-${new Date().toISOString().slice(0, 10)}.csv`, text);

/** Every request that is kept, and not only those that are listed. */
const saveRecent = async ({ userOf }: Activity): Promise<void> =>
  save('requests', recentCsv(await host.call('activity.recent', { limit: MAX_RECENT_ROWS }), userOf));

/** Runs what the user asked for, and shows its failure. */
const attempt = async (root: HTMLElement, work: () => Promise<void>): Promise<void> => {
  const trouble = root.querySelector<HTMLElement>('#activity-trouble');
  await work().then(() => trouble?.replaceChildren(), trouble ? showProblem(trouble) : undefined);
};

const downloadButton = ({ rows, userOf }: Activity) => html`
  <button type="button" id="save-summary" @click=${() => save('usage', summaryCsv(rows, userOf))}>
    ${TEXTS.activity.download}
  </button>
`;

const content = (root: HTMLElement, shown: Activity, summary: Summary) => html`
  ${summaryView(summary, choice, USAGE_TEXTS, downloadButton(shown))}
  ${recentView(shown, choice, {
    download: () => void attempt(root, () => saveRecent(shown)),
    showMore: () => choose(root, { limit: Math.min(choice.limit + STEP, MAX_RECENT_ROWS) }),
  })}
`;

const show = async (root: HTMLElement): Promise<void> => {
  const own = last;
  const isCurrent = () => own === last;
  const summary = activity && summaryOf(activity, choice.measure);
  const view = html`
    <h2 tabindex="-1">${TEXTS.options.tabs.activity}</h2>
    <p class="soft">${TEXTS.activity.privacy}</p>
    ${choiceView(choice, USAGE_TEXTS, (to) => choose(root, to))}
    <div id="activity-trouble" role="alert"></div>
    ${activity && summary ? content(root, activity, summary) : nothing}
  `;
  // *Show more* goes when all are listed.
  const fallback = root.querySelector<HTMLElement>('#recent-title') ?? root;
  keepFocus(root, fallback, () => render(view, root));
  if (summary) await draw(root, summary, isCurrent);
};

/** Reads the activity again, and shows it. */
const reload = async (root: HTMLElement): Promise<void> => {
  last += 1;
  const own = last;
  const loaded = await load(choice, ownGrant);
  if (own !== last) return;
  activity = loaded;
  await show(root);
};

const choose = (root: HTMLElement, to: Partial<Choice>): void => {
  choice = { ...choice, ...to };
  const isKnown = activity?.period === choice.period && to.limit === undefined;
  void attempt(root, () => (isKnown ? show(root) : reload(root)));
};

// The colours of the chart do not follow the page.
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  const root = document.querySelector<HTMLElement>('#tab-activity');
  if (root && activity) void show(root);
});

export const activityTab: Tab = {
  id: 'activity',
  needsPairing: true,
  show(root, page) {
    ownGrant = page.ownGrant;
    return reload(root);
  },
};
