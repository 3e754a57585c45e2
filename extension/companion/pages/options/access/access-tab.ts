import { render } from 'lit';
import { DEFAULT_SCOPES } from '../../../../../shared/access/scopes.ts';
import { reviewPrompt } from '../../shared/consent/review-prompt.ts';
import { host } from '../../shared/host.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { requestNames } from '../../shared/who/extension-info.ts';
import { extensionLabel } from '../../shared/who/extension-label.ts';
import { changeTerms } from '../grants/change-dialog.ts';
import { createDetail } from '../grants/detail.ts';
import type { Choice } from '../grants/rows.ts';
import { createActions } from '../shell/actions.ts';
import { focusTab } from '../shell/tab-focus.ts';
import { type CreateView, createViews } from '../shell/views.ts';
import type { PageState, Tab } from '../tab.ts';
import { listView } from './list-view.ts';
import { type Access, type Asking, loadAccess } from './load-access.ts';

/** Lets the user allow an extension that has no open prompt. True if that was saved. */
const allow = async ({ caller, names }: Asking): Promise<boolean> =>
  changeTerms({
    title: TEXTS.question,
    label: await extensionLabel(caller, names),
    action: TEXTS.allow,
    asked: { scopes: DEFAULT_SCOPES, models: null },
    has: null,
    save: ({ scopes, models, duration }) => host.call('grants.allow', { caller, scopes, models, duration }),
  });

const FORGET = { unanswered: 'dismissals.remove', denied: 'denials.remove' } as const;

const createList: CreateView = (root) => {
  let page: PageState | undefined;
  let access: Access | undefined;
  let choice: Choice = { search: '', sort: 'used', filter: 'all' };
  const actions = createActions(() => page as PageState);
  const runThenTitle = (act: () => Promise<unknown>) => void actions.run(act).then(() => focusTab('access'));
  const on = {
    choose(next: Choice) {
      choice = next;
      update();
    },
    showNames: () => runThenTitle(requestNames),
    review: (approval: string) => void actions.run(() => reviewPrompt(approval)),
    allow: (who: Asking) =>
      void allow(who).then(async (isSaved) => {
        if (!isSaved) return;
        await actions.show();
        focusTab('access');
      }),
    forget: (caller: string, list: keyof typeof FORGET) =>
      runThenTitle(() => host.call(FORGET[list], { caller })),
  };
  const update = () => {
    if (access) render(listView(access, choice, actions.failure, on), root);
  };
  return {
    async show(now) {
      access = await loadAccess(now.ownGrant);
      page = now;
      update();
    },
    leave() {},
  };
};

export const accessTab: Tab = {
  id: 'access',
  needsPairing: true,
  show: createViews('access', { list: createList, detail: (root) => createDetail('access', root) }, (path) =>
    path === '' ? 'list' : 'detail',
  ),
};
