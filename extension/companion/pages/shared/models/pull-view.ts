import { html, nothing, type TemplateResult } from 'lit';
import { explain } from '../../../../sdk/explain.ts';
import { problemView } from '../../../../ui/problem-view.ts';
import { fill } from '../../../../ui/texts/fill.ts';
import { problemElement } from '../show-problem.ts';
import { words } from '../texts/page-words.ts';
import { LANG, TEXTS } from '../texts/texts.ts';
import { formatBytes } from './format-bytes.ts';
import type { PullState } from './pull.ts';
import { pullProblem } from './pull-problem.ts';

type Running = Extract<PullState, { readonly phase: 'running' }>;

const percent = (share: number) => share.toLocaleString(LANG, { style: 'percent', maximumFractionDigits: 0 });

/** How far a download is: `61 % · 1.2 GB of 2 GB`. Ollama names the sizes one by one, so the total can grow. */
const progressText = ({ progress: { completed, total, status } }: Running): string => {
  const texts = TEXTS.models;
  if (total === 0) return texts.pullStarting;
  if (completed >= total && !status.startsWith('pulling')) return texts.pullChecking;
  const sizes = { done: formatBytes(completed), total: formatBytes(total) };
  return `${percent(completed / total)} · ${fill(texts.pullSizes, sizes)}`;
};

/** Why a download failed and what to do, in the words of the page if it knows the cause. */
const failureView = (error: unknown): HTMLElement => {
  const explained = explain(error);
  const cause = explained.code === 'pull_failed' ? pullProblem(explained.message) : undefined;
  if (cause === undefined) return problemElement(error);
  const [message, help] = TEXTS.models.pullProblems[cause];
  return problemView({ message, help }, words);
};

const runningView = (state: Running, cancel: () => void) => {
  const { completed, total } = state.progress;
  return html`
    <div class="row">
      <span class="grow" id="pull-label">${fill(TEXTS.models.pulling, { model: state.model })}</span>
      <button type="button" data-pull="cancel" @click=${cancel}>${TEXTS.cancel}</button>
    </div>
    <progress
      aria-labelledby="pull-label"
      max=${total || 1}
      value=${total === 0 ? nothing : Math.min(completed, total)}
    ></progress>
    <div class="soft numbers">${progressText(state)}</div>
    <div class="soft">${TEXTS.models.pullStay}</div>
  `;
};

const ENDED = { done: 'pulled', cancelled: 'pullCancelled' } as const;

/**
 * The download of a model: its progress with *Cancel*, or how it ended. It stays in the page while nothing is downloaded, so
 * that screen readers notice the result.
 */
export const pullView = (state: PullState, cancel: () => void): TemplateResult => html`
  <div class="pull" data-phase=${state.phase}>
    ${state.phase === 'running' ? runningView(state, cancel) : nothing}
    <div role="status">
      ${
        state.phase === 'done' || state.phase === 'cancelled'
          ? html`<p>${fill(TEXTS.models[ENDED[state.phase]], { model: state.model })}</p>`
          : nothing
      }
      ${state.phase === 'failed' ? failureView(state.error) : nothing}
    </div>
  </div>
`;
