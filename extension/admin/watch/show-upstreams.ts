import { html, nothing, render } from 'lit';
import type { UpstreamRecord } from '../../../shared/admin-api/schemas.ts';
import { api } from '../shell/api.ts';
import { keepShowing, type ShowView } from '../shell/page.ts';
import { countOf } from '../shell/texts.ts';

const names = (models: readonly string[]) =>
  html`<ul class="plain">${models.map((model) => html`<li><bdi>${model}</bdi></li>`)}</ul>`;

const stateOf = ({ healthy, circuit }: Pick<UpstreamRecord, 'healthy' | 'circuit'>): string => {
  if (!healthy) return 'does not answer';
  return circuit === 'closed' ? 'answers' : 'fails requests';
};

const card = ({
  address,
  healthy,
  circuit,
  running,
  models,
  loaded,
}: UpstreamRecord) => html`<section class="card upstream">
  <div class="row heading">
    <h3><bdi>${address}</bdi></h3>
    <span class=${healthy && circuit === 'closed' ? 'chip chip-ready' : 'chip chip-problem'}>${stateOf({ healthy, circuit })}</span>
  </div>
  <dl class="facts">
    <div><dt>Running</dt><dd>${countOf(running, 'request')}</dd></div>
    <div><dt>In its memory</dt><dd>${loaded.length > 0 ? names(loaded) : 'No model'}</dd></div>
    <div><dt>Models</dt><dd>${models === null ? 'Not known yet' : countOf(models.length, 'model')}</dd></div>
  </dl>
  ${
    models && models.length > 0
      ? html`<details><summary class="soft">Show the models</summary>${names(models)}</details>`
      : nothing
  }
</section>`;

/** The Ollama servers and whether they answer. */
export const showUpstreams: ShowView = async (visit) => {
  const { root, signal } = visit;
  const update = async () => {
    const upstreams = await api<readonly UpstreamRecord[]>('GET', '/upstreams');
    if (signal.aborted) return;
    render(
      html`<div class="row heading"><h2 tabindex="-1">Ollama servers</h2></div>
        <p class="soft">Each is checked every five seconds.</p>
        ${upstreams.map(card)}`,
      root,
    );
  };
  await keepShowing(update, visit);
};
