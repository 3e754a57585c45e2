import browser from 'webextension-polyfill';
import type { ShownApproval } from '../../../../shared/protocol/calls.ts';
import { byId } from '../../../ui/element.ts';
import { type ApprovalWindow, openedWindow } from '../../consent/window-record.ts';
import { createConsent } from '../shared/consent/consent.ts';
import { placeOfApproval } from '../shared/consent/place.ts';
import { host } from '../shared/host.ts';
import { isUnknownCall } from '../shared/older-host.ts';
import { showProblem } from '../shared/show-problem.ts';
import { defaultDuration } from '../shared/terms/default-duration.ts';
import { listedModels } from '../shared/terms/listed-models.ts';
import { addedScopes, termsFields } from '../shared/terms/terms-form.ts';
import { fillPage } from '../shared/texts/fill-page.ts';
import { TEXTS } from '../shared/texts/texts.ts';
import { offerDetails, showWho } from './who.ts';

const form = byId<HTMLFormElement>('answer');
const id = new URLSearchParams(location.search).get('id') ?? '';

const fail = showProblem(byId('trouble'));

const showForm = (isShown: boolean) => {
  form.hidden = !isShown;
  byId('buttons').hidden = !isShown;
};

const showGone = () => {
  showForm(false);
  byId('gone').hidden = false;
};

/** Shows, in a page that the companion did not open, a button to the window that it did open. */
const showElsewhere = (opened: ApprovalWindow | undefined) => {
  byId('elsewhere').hidden = false;
  byId('reveal').hidden = opened === undefined;
  byId('reveal').addEventListener('click', () => {
    if (opened) browser.windows.update(opened.windowId, { focused: true }).catch(fail);
  });
};

/** Waits for the answer to be sent and closes the window, unless there is an error to show. */
const answer = (sent: Promise<unknown>) => void sent.then(() => window.close(), fail);

/** Closes the window when the prompt is cancelled or answered elsewhere. */
const closeWithQuestion = () =>
  void host.call('approvals.ended', { id }).then(
    () => window.close(),
    (error: unknown) => {
      // Older hosts lack this call: the window then stays open until it is answered.
      if (!isUnknownCall(error)) showGone();
    },
  );

const show = async (pending: ShownApproval, opened: ApprovalWindow | undefined) => {
  const { reason, current } = pending;
  const [listed, duration] = await Promise.all([listedModels(), defaultDuration(), showWho(pending)]);
  byId('reason').hidden = reason === null;
  byId('words').textContent = reason;
  const offer = { asked: pending, has: current ?? null, listed, duration };
  byId('terms').replaceChildren(...termsFields(offer));
  offerDetails(pending.caller, fail);
  showForm(true);
  byId('question').focus();

  createConsent(() => placeOfApproval(opened), TEXTS.approvalHints).onSubmit({
    form,
    button: byId<HTMLButtonElement>('allow'),
    hint: byId('lacks'),
    added: addedScopes(offer),
    run: (choice) => answer(host.call('approvals.allow', { id, ...choice })),
  });
  byId('deny').addEventListener('click', () => answer(host.call('approvals.deny', { id })));
  // The permission to see names is requested there: a prompt of the browser over this window would be confusing.
  byId('names').addEventListener('click', () => void browser.runtime.openOptionsPage().catch(fail));
  browser.permissions.onAdded.addListener(() => void showWho(pending).catch(fail));
};

const main = async () => {
  const pending = (await host.call('approvals.list')).find((each) => each.id === id);
  if (!pending) return showGone();
  const opened = await openedWindow(id);
  if ((await placeOfApproval(opened)) === 'elsewhere') return showElsewhere(opened);
  closeWithQuestion();
  await show(pending, opened);
};

byId('close').addEventListener('click', () => window.close());
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') window.close();
});
fillPage();
main().catch(fail);
