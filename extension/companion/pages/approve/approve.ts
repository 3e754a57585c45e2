import browser from 'webextension-polyfill';
import type { PendingApproval } from '../../../../shared/protocol/calls.ts';
import { explain } from '../../../sdk/explain.ts';
import { byId } from '../../../ui/element.ts';
import { type ApprovalWindow, openedWindow } from '../../consent/window-record.ts';
import { createConsentGuard } from '../shared/consent/consent-guard.ts';
import { guardClick, onDisabledPress } from '../shared/consent/guard-click.ts';
import { createHint } from '../shared/consent/hint.ts';
import { placeOfApproval } from '../shared/consent/place.ts';
import { thisPage } from '../shared/consent/this-page.ts';
import { askToSeeFaces, maySeeFaces } from '../shared/extension-face.ts';
import { extensionLabel } from '../shared/extension-label.ts';
import { host } from '../shared/host.ts';
import { showProblem } from '../shared/show-problem.ts';
import { missing } from '../shared/terms/choice.ts';
import { endOf } from '../shared/terms/end-of.ts';
import { listedModels } from '../shared/terms/listed-models.ts';
import { readChoice, termsFields } from '../shared/terms/terms-form.ts';
import { fillPage } from '../shared/texts/fill-page.ts';
import { TEXTS } from '../shared/texts/texts.ts';

const form = byId<HTMLFormElement>('answer');
const allow = byId<HTMLButtonElement>('allow');
const id = new URLSearchParams(location.search).get('id') ?? '';

const fail = showProblem(byId('trouble'));

const showGone = () => {
  form.hidden = true;
  byId('gone').hidden = false;
};

/** For a page that the companion did not open: offers to show the window that it did open, and nothing else. */
const showElsewhere = (opened: ApprovalWindow | undefined) => {
  byId('elsewhere').hidden = false;
  byId('reveal').hidden = opened === undefined;
  byId('reveal').addEventListener('click', () => {
    if (opened) browser.windows.update(opened.windowId, { focused: true }).catch(fail);
  });
};

/** Sends the answer and closes; what goes wrong stays to be read. */
const answer = (sent: Promise<unknown>) => void sent.then(() => window.close(), fail);

const showWho = async (caller: string) => {
  byId('who').replaceChildren(await extensionLabel(caller));
  byId('names').hidden = await maySeeFaces();
};

/** Closes the window when the question is cancelled or answered elsewhere. */
const closeWithQuestion = () =>
  void host.call('approvals.ended', { id }).then(
    () => window.close(),
    (error: unknown) => {
      // An older host can't tell: the window stays until it is answered.
      if (explain(error).code !== 'operation_unknown') showGone();
    },
  );

/** Lets the user allow what the form says, once the window has had their attention. */
const offerAllow = (opened: ApprovalWindow | undefined) => {
  const update = () => {
    const lacks = missing(readChoice(form));
    byId('lacks').textContent = lacks ?? hint.say() ?? '';
    allow.disabled = lacks !== undefined || guard.obstacle !== undefined;
  };
  const refused = () => {
    hint.tried();
    update();
  };
  const place = () => placeOfApproval(opened);
  const guard = createConsentGuard({ page: thisPage, place, change: update });
  const hint = createHint(guard, TEXTS.approvalHints);
  form.addEventListener('change', update);
  onDisabledPress(allow, refused);
  guardClick(allow, {
    guard,
    refused,
    run: () => answer(host.call('approvals.allow', { id, ...readChoice(form) })),
  });
  update();
};

const show = async (pending: PendingApproval, opened: ApprovalWindow | undefined) => {
  const { caller, reason, current } = pending;
  const [listed] = await Promise.all([listedModels(), showWho(caller)]);
  if (current) byId('question').textContent = TEXTS.moreQuestion;
  byId('reason').hidden = reason === null;
  byId('words').textContent = reason;
  const end = current ? { end: endOf(current.expiresAt, Date.now()) } : {};
  byId('terms').replaceChildren(...termsFields({ asked: pending, has: current ?? null, listed, ...end }));
  form.hidden = false;
  byId('question').focus();

  offerAllow(opened);
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
  const opened = await openedWindow(id);
  if ((await placeOfApproval(opened)) === 'elsewhere') return showElsewhere(opened);
  closeWithQuestion();
  await show(pending, opened);
};

// Enter in a box would send the form: only a click on Allow, or a key on it, allows.
form.addEventListener('submit', (event) => event.preventDefault());
byId('close').addEventListener('click', () => window.close());
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') window.close();
});
fillPage();
main().catch(fail);
