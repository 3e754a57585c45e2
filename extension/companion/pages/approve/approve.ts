import { SCOPE_NAMES, SCOPES, type Scope } from '../../../../shared/access/scopes.ts';
import type { Duration, PendingApproval } from '../../../../shared/protocol/calls.ts';
import { explain } from '../../../sdk/explain.ts';
import { byId, element } from '../../../ui/element.ts';
import { problemView } from '../../../ui/problem-view.ts';
import { extensionName } from '../shared/extension-name.ts';
import { host } from '../shared/host.ts';

/** A window that has just come up must be seen before it can be agreed to by a stray click. */
const GUARD_MS = 500;

const form = byId<HTMLFormElement>('answer');

const scopeBox = (scope: Scope, checked: boolean) => {
  const box = element('input', { type: 'checkbox', name: 'scope', value: scope, checked });
  return element('label', {}, box, SCOPES[scope]);
};

const show = async ({ caller, scopes, models, reason }: PendingApproval) => {
  const name = await extensionName(caller);
  byId('who').append(...(name ? [element('strong', { textContent: name }), ' '] : []));
  byId('who').append(element('code', { textContent: caller }));
  byId('reason').hidden = reason === null;
  byId('words').textContent = reason;
  const offered = SCOPE_NAMES.filter((scope) => scope !== 'admin');
  byId('scopes').replaceChildren(...offered.map((scope) => scopeBox(scope, scopes.includes(scope))));
  byId('models').textContent = models
    ? `With the models ${models.join(', ')}.`
    : 'With all models on this computer.';
  form.hidden = false;
  byId('question').focus();
  setTimeout(() => {
    byId<HTMLButtonElement>('allow').disabled = false;
  }, GUARD_MS);
};

const fail = (error: unknown) => byId('trouble').replaceChildren(problemView(explain(error)));

const id = new URLSearchParams(location.search).get('id') ?? '';

/** Sends the answer and closes; what goes wrong stays to be read. */
const answer = (send: () => Promise<unknown>) => void send().then(() => window.close(), fail);

const main = async () => {
  const pending = (await host.call('approvals.list')).find((each) => each.id === id);
  if (!pending) return window.close();
  await show(pending);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const scopes = data.getAll('scope') as Scope[];
    const duration = data.get('duration') as Duration;
    answer(() => host.call('approvals.allow', { id, scopes, models: pending.models, duration }));
  });
  byId('deny').addEventListener('click', () => answer(() => host.call('approvals.deny', { id })));
};

document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') window.close();
});
main().catch(fail);
