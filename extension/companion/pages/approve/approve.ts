import type { PendingApproval } from '../../../../shared/protocol/calls.ts';
import { explain } from '../../../sdk/explain.ts';
import { byId } from '../../../ui/element.ts';
import { problemView } from '../../../ui/problem-view.ts';
import { askToSeeFaces, maySeeFaces } from '../shared/extension-face.ts';
import { extensionLabel } from '../shared/extension-label.ts';
import { host } from '../shared/host.ts';
import { missing } from '../shared/terms/choice.ts';
import { endOf } from '../shared/terms/end-of.ts';
import { listedModels } from '../shared/terms/listed-models.ts';
import { readChoice, termsFields } from '../shared/terms/terms-form.ts';
import { TEXTS } from './texts.ts';
import { whenSeen } from './when-seen.ts';

const GUARD_MS = 500;

const form = byId<HTMLFormElement>('answer');
const allow = byId<HTMLButtonElement>('allow');
const id = new URLSearchParams(location.search).get('id') ?? '';

const fail = (error: unknown) => byId('trouble').replaceChildren(problemView(explain(error)));

const showGone = () => {
  form.hidden = true;
  byId('gone').hidden = false;
};

/** Sends the answer and closes; what goes wrong stays to be read. */
const answer = (sent: Promise<unknown>) => void sent.then(() => window.close(), fail);

const showWho = async (caller: string) => {
  byId('who').replaceChildren(await extensionLabel(caller));
  byId('names').hidden = await maySeeFaces();
};

/** Closes when nobody waits for the answer any more, or another window has given it. */
const closeWithQuestion = () =>
  void host.call('approvals.ended', { id }).then(
    () => window.close(),
    (error: unknown) => {
      // An older host can't tell: the window stays until it is answered.
      if (explain(error).code !== 'operation_unknown') showGone();
    },
  );

const show = async (pending: PendingApproval) => {
  const { caller, reason, current } = pending;
  const [listed] = await Promise.all([listedModels(), showWho(caller)]);
  if (current) byId('question').textContent = TEXTS.moreQuestion;
  byId('reason').hidden = reason === null;
  byId('words').textContent = reason;
  const end = current ? { end: endOf(current.expiresAt, Date.now()) } : {};
  byId('terms').replaceChildren(...termsFields({ asked: pending, has: current ?? null, listed, ...end }));
  form.hidden = false;
  byId('question').focus();

  let seen = false;
  const update = () => {
    const lacks = missing(readChoice(form));
    byId('lacks').textContent = lacks ?? '';
    allow.disabled = !seen || lacks !== undefined;
  };
  form.addEventListener('change', update);
  whenSeen(GUARD_MS, (now) => {
    seen = now;
    update();
  });
  allow.addEventListener('click', () => answer(host.call('approvals.allow', { id, ...readChoice(form) })));
  byId('deny').addEventListener('click', () => answer(host.call('approvals.deny', { id })));
  byId('names').addEventListener('click', () => {
    askToSeeFaces()
      .then(() => showWho(caller))
      .catch(fail);
  });
};

const main = async () => {
  const pending = (await host.call('approvals.list')).find((each) => each.id === id);
  if (!pending) return showGone();
  closeWithQuestion();
  await show(pending);
};

// Enter in a box would send the form: only a click on Allow, or a key on it, allows.
form.addEventListener('submit', (event) => event.preventDefault());
byId('close').addEventListener('click', () => window.close());
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') window.close();
});
main().catch(fail);
