import { html, render } from 'lit';
import type { RunningRecord } from '../../../shared/admin-api/schemas.ts';
import { api } from '../shell/api.ts';
import { keepShowing, type ShowView, showNotice } from '../shell/page.ts';
import { tableView } from '../shell/table-view.ts';
import { ago, bytesText } from '../shell/texts.ts';

/** The running requests of the process that answers, with a button to stop each. */
export const showRunning: ShowView = async (visit) => {
  const { root, attempt, signal } = visit;
  const stop = ({ id, name }: RunningRecord['requests'][number]) =>
    attempt(async () => {
      await api('DELETE', `/running/${id}`);
      showNotice(`Stopped a request of “${name}”.`);
      await update();
      root.querySelector<HTMLElement>('h2')?.focus();
    });
  const row = (request: RunningRecord['requests'][number]) => [
    html`<bdi>${request.name ?? request.grantId}</bdi>`,
    request.operation,
    html`<bdi>${request.model ?? '–'}</bdi>`,
    ago(request.startedAt, ''),
    bytesText(request.bytes),
    request.tokensPerSecond === null ? '–' : `${request.tokensPerSecond.toFixed(1)} tokens/s`,
    html`<button
      type="button"
      class="danger stop"
      aria-label=${`Stop ${request.operation} of ${request.name}, request ${request.id}`}
      @click=${() => stop(request)}
    >
      Stop
    </button>`,
  ];
  const columns = ['Key', 'Operation', 'Model', 'Started', 'Sent', 'Speed', ''];
  const update = async () => {
    const { process, requests } = await api<RunningRecord>('GET', '/running');
    if (signal.aborted) return;
    render(
      html`<div class="row heading"><h2 tabindex="-1">Running requests</h2></div>
        <p class="soft">
          Those of this process: ${process.host}, process ${process.pid}, started ${ago(process.startedAt, '')}. Other
          processes with the same database have their own.
        </p>
        ${
          requests.length > 0
            ? tableView({ label: 'Running requests', columns, rows: requests.map(row) })
            : html`<p class="soft empty">No request is running.</p>`
        }`,
      root,
    );
  };
  await keepShowing(update, visit);
};
