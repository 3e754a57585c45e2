import browser from 'webextension-polyfill';
import type { PendingApproval } from '../../../shared/protocol/calls.ts';
import { approvalIn, removeRecord, writeRecord } from '../consent/window-record.ts';
import type { Attention } from './attention.ts';

const SIZE = { width: 460, height: 680 };

/**
 * Opens a window for each approval prompt and records which one: the prompt can only be answered there. `onDismiss` is
 * called when a window closes, or could not be opened.
 */
export const createApprovalWindows = (onDismiss: (id: string) => void, attention: Attention) => {
  const opening = new Set<Promise<void>>();

  browser.windows.onRemoved.addListener(async (windowId) => {
    // The window may close before its record is written.
    await Promise.all(opening);
    const id = await approvalIn(windowId);
    if (id === undefined) return;
    attention.closed(id);
    await removeRecord(id);
    // The host ignores this for a prompt that was answered.
    onDismiss(id);
  });

  const open = async (pending: Pick<PendingApproval, 'id' | 'name'>): Promise<void> => {
    const { id } = pending;
    const url = browser.runtime.getURL(`pages/approve/approve.html?id=${encodeURIComponent(id)}`);
    await writeRecord(id, 'opening');
    try {
      const created = await browser.windows.create({ url, type: 'popup', ...SIZE });
      const { id: windowId, tabs, width = SIZE.width, height = SIZE.height } = created;
      const tabId = tabs?.[0]?.id;
      if (windowId === undefined || tabId === undefined) throw new Error('The browser opened no window.');
      await writeRecord(id, { windowId, tabId, width, height });
      attention.opened(pending, windowId);
    } catch {
      await removeRecord(id);
      // The user cannot be asked: dismissing denies the request that waits.
      onDismiss(id);
    }
  };

  return {
    async show(pending: Pick<PendingApproval, 'id' | 'name'>): Promise<void> {
      const opened = open(pending);
      opening.add(opened);
      await opened.finally(() => opening.delete(opened));
    },
  };
};
