import type { PendingApproval } from '../../../../shared/protocol/calls.ts';
import { explain } from '../../../sdk/explain.ts';
import { byId } from '../../../ui/element.ts';
import { problemView } from '../../../ui/problem-view.ts';
import { askToSeeFaces, maySeeFaces } from '../shared/extension-face.ts';
import { extensionLabel } from '../shared/extension-label.ts';
import { host } from '../shared/host.ts';
import { missing, offer, readChoice } from './choices.ts';
import { whenSeen } from './when-seen.ts';

const GUARD_MS = 500;

const form = byId<HTMLFormElement>('answer');
const allow = byId<HTMLButtonElement>('allow');
const id = new URLSearchParams(location.search).get('id') ?? '';

const fail = (error: unknown) => byId('trouble').replaceChildren(problemView(explain(error)));

/** Sends the answer and closes; what goes wrong stays to be read. */
const answer = (sent: Promise<unknown>) => void sent.then(() => window.close(), fail);

const showWho = async (caller: string) => {
  byId('who').replaceChildren(await extensionLabel(caller));
  byId('names').hidden = await maySeeFaces();
};

const show = async (pending: PendingApproval) => {
  await showWho(pending.caller);
  byId('reason').hidden = pending.reason === null;
  byId('words').textContent = pending.reason;
  offer(pending);
  form.hidden = false;
  byId('question').focus();

  const choice = () => readChoice(form, pending.models);
  let seen = false;
  const update = () => {
    const lacks = missing(choice());
    byId('lacks').textContent = lacks ?? '';
    allow.disabled = !seen || lacks !== undefined;
  };
  form.addEventListener('change', update);
  whenSeen(GUARD_MS, (now) => {
    seen = now;
    update();
  });
  allow.addEventListener('click', () => answer(host.call('approvals.allow', { id, ...choice() })));
  byId('deny').addEventListener('click', () => answer(host.call('approvals.deny', { id })));
  byId('names').addEventListener('click', () => {
    askToSeeFaces()
      .then(() => showWho(pending.caller))
      .catch(fail);
  });
};

const main = async () => {
  const pending = (await host.call('approvals.list')).find((each) => each.id === id);
  if (pending) await show(pending);
  else byId('gone').hidden = false;
};

// Enter in a box would send the form: only a click on Allow, or a key on it, allows.
form.addEventListener('submit', (event) => event.preventDefault());
byId('close').addEventListener('click', () => window.close());
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') window.close();
});
main().catch(fail);
