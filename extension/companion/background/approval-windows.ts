import browser from 'webextension-polyfill';
import type { PendingApproval } from '../../../shared/protocol/calls.ts';

const SIZE = { width: 460, height: 680 };

/** Opens a window for each question to the user; `onDismiss` is called for one closed without an answer. */
export const createApprovalWindows = (onDismiss: (id: string) => void) => {
  const asking = new Map<number, string>();

  browser.windows.onRemoved.addListener((windowId) => {
    const id = asking.get(windowId);
    asking.delete(windowId);
    // For one that was answered the host has nothing open any more, and nothing happens.
    if (id !== undefined) onDismiss(id);
  });

  return {
    async show({ id }: PendingApproval): Promise<void> {
      const url = browser.runtime.getURL(`pages/approve/approve.html?id=${encodeURIComponent(id)}`);
      try {
        const { id: windowId } = await browser.windows.create({ url, type: 'popup', ...SIZE });
        if (windowId !== undefined) asking.set(windowId, id);
      } catch {
        // A browser without a window to show has nobody to ask: whoever waits is told so.
        onDismiss(id);
      }
    },
  };
};
