import browser from 'webextension-polyfill';
import type { PendingApproval } from '../../../shared/protocol/calls.ts';
import { approvalIn, removeRecord, writeRecord } from '../consent/window-record.ts';

const SIZE = { width: 460, height: 680 };

/**
 * Opens a window for each question to the user, and records which window that is: only there can the question be
 * answered. `onDismiss` is called for a window that was closed without an answer.
 */
export const createApprovalWindows = (onDismiss: (id: string) => void) => {
  const opening = new Set<Promise<void>>();

  browser.windows.onRemoved.addListener(async (windowId) => {
    // A window may be closed before its record is written.
    await Promise.all(opening);
    const id = await approvalIn(windowId);
    if (id === undefined) return;
    await removeRecord(id);
    // If the question was answered, it is not open in the host any more, and nothing happens.
    onDismiss(id);
  });

  const open = async (id: string): Promise<void> => {
    const url = browser.runtime.getURL(`pages/approve/approve.html?id=${encodeURIComponent(id)}`);
    await writeRecord(id, 'opening');
    try {
      const created = await browser.windows.create({ url, type: 'popup', ...SIZE });
      const { id: windowId, tabs, width = SIZE.width, height = SIZE.height } = created;
      const tabId = tabs?.[0]?.id;
      if (windowId === undefined || tabId === undefined) throw new Error('The browser opened no window.');
      await writeRecord(id, { windowId, tabId, width, height });
    } catch {
      await removeRecord(id);
      // A browser without a window cannot ask the user: the waiting request is refused.
      onDismiss(id);
    }
  };

  return {
    async show({ id }: PendingApproval): Promise<void> {
      const opened = open(id);
      opening.add(opened);
      await opened.finally(() => opening.delete(opened));
    },
  };
};
