import { nothing, render, type TemplateResult } from 'lit';
import { insert } from '../../../../ui/texts/fill.ts';
import { host } from '../../shared/host.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { dateOf } from '../../shared/time-ago.ts';
import { createActions } from '../shell/actions.ts';
import type { View } from '../shell/views.ts';
import type { PageState, TabId } from '../tab.ts';
import { changeTerms } from './change-dialog.ts';
import { type DetailActions, detailView, missingView } from './detail-view.ts';
import { labelOf } from './label.ts';
import { type Detail, loadDetail } from './load-detail.ts';
import { revoke } from './revoke.ts';
import type { Row } from './rows.ts';
import { createSecretView } from './secret-view.ts';

/** Lets the user edit what a permission allows. True if that was saved. */
const edit = (row: Row): Promise<boolean> =>
  changeTerms({
    title: TEXTS.changeTitle,
    label: labelOf(row),
    action: TEXTS.save,
    asked: { scopes: [], models: null },
    has: row.grant,
    limits: row.grant.limits,
    save: (choice) => host.call('grants.change', { id: row.grant.id, ...choice }),
  });

/** The details of one permission at a time, in `root`. */
export const createDetail = (tab: TabId, root: HTMLElement): View => {
  let page: PageState | undefined;
  let detail: Detail | undefined;
  let renaming = false;
  let secret: TemplateResult | undefined;
  const actions = createActions(() => page as PageState);

  const focus = (selector: string) => root.querySelector<HTMLElement>(selector)?.focus();
  const update = () =>
    render(
      detail ? detailView(detail, { tab, renaming, secret, failure: actions.failure }, on) : missingView(tab),
      root,
    );
  const setRenaming = (now: boolean) => {
    renaming = now;
    update();
    focus(now ? '.rename input' : '#rename');
  };
  const withRow = (act: (row: Row, id: string) => Promise<unknown>) => {
    if (detail) void act(detail.row, detail.row.grant.id);
  };

  const on: DetailActions = {
    startRename: () => setRenaming(true),
    cancelRename: () => setRenaming(false),
    rename: (name) =>
      withRow(async (_, id) => {
        if (await actions.run(() => host.call('grants.rename', { id, name }))) setRenaming(false);
      }),
    edit: () =>
      withRow(async (row) => {
        if (await edit(row)) await actions.show();
        focus('#edit');
      }),
    setDisabled: (disabled) =>
      withRow(async (_, id) => {
        await actions.run(() => host.call('grants.setDisabled', { id, disabled }));
        focus('#enable, #disable');
      }),
    rotate: () =>
      withRow(async (_, id) => {
        const done = () => {
          secret = undefined;
          update();
          focus('#rotate');
        };
        await actions.run(async () => {
          const { key, oldUntil } = await host.call('keys.rotate', { id });
          const hint = insert(TEXTS.options.oldUntil, { when: dateOf(oldUntil) });
          secret = createSecretView({ key, hint, done });
        });
        focus('#secret-title');
      }),
    revoke: () => withRow((row) => revoke(row, detail?.rows ?? [], tab, actions)),
  };

  return {
    async show(now) {
      const loaded = await loadDetail(now.path, now.ownGrant);
      if (now.path !== page?.path) {
        renaming = false;
        secret = undefined;
      }
      page = now;
      detail = loaded;
      update();
    },
    leave() {
      renaming = false;
      secret = undefined;
      render(nothing, root);
    },
  };
};
