import browser from 'webextension-polyfill';
import type { Grant } from '../../../../../shared/access/grant.ts';
import { host } from '../../shared/host.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import type { Actions } from '../shell/actions.ts';
import { addressOf } from '../shell/address.ts';
import { confirmed } from '../shell/confirm.ts';
import { unpair } from '../shell/pairing-form.ts';
import { focusTab } from '../shell/tab-focus.ts';
import { offerUndo } from '../shell/undo.ts';
import type { TabId } from '../tab.ts';
import type { Row } from './rows.ts';

/** The pairings that revoking a key would end. */
export const pairedBy = (key: Grant, rows: readonly Row[]): readonly Row[] =>
  rows.filter(({ grant }) => grant.parent === key.id);

/** Whether revoking a permission ends the pairing of this browser. Then the page can undo nothing. */
export const endsOwnPairing = (row: Row, rows: readonly Row[]): boolean =>
  row.own || pairedBy(row.grant, rows).some(({ own }) => own);

/** The text of the button, and of the message afterwards. */
export const revokeTexts = ({ purpose }: Row) => TEXTS.options.revoking[purpose];

const endOwnPairing = async ({ own, grant }: Row): Promise<void> => {
  if (own) return unpair();
  await host.call('grants.revoke', { id: grant.id });
  await browser.storage.local.remove('token');
};

/** Revokes a permission at once, and offers to undo that. Asks before if it unpairs this browser. */
export const revoke = async (row: Row, rows: readonly Row[], tab: TabId, actions: Actions): Promise<void> => {
  const { id } = row.grant;
  const { done, action } = revokeTexts(row);
  if (endsOwnPairing(row, rows)) {
    const { confirmUnpair: title, confirmText: text } = TEXTS.options;
    if (await confirmed({ title, text, action })) await actions.run(() => endOwnPairing(row));
    return;
  }
  const isRevoked = await actions.run(async () => {
    await host.call('grants.revoke', { id });
    location.hash = addressOf(tab);
  });
  if (!isRevoked) return;
  offerUndo({
    text: done,
    undo: () => actions.run(() => host.call('grants.restore', { id })).then(() => focusTab(tab)),
    focus: () => focusTab(tab),
  });
};
