import browser, { type Runtime } from 'webextension-polyfill';
import type { PendingApproval } from '../../../shared/protocol/calls.ts';
import { openedWindow } from '../consent/window-record.ts';

/** A message of a page: the user wants to see a prompt. */
export interface ReviewMessage {
  readonly review: string;
}

type ShowWindow = (pending: Pick<PendingApproval, 'id' | 'name'>) => Promise<void>;

/** Whether a page of this extension sent the message. */
const isOwn = ({ id, url }: Runtime.MessageSender) =>
  id === browser.runtime.id && url?.startsWith(browser.runtime.getURL('')) === true;

/** Brings the window of a prompt to the front, or opens it: a prompt may wait for its turn, or its window may be gone. */
export const createReview = (show: ShowWindow) => {
  const review = async (id: string): Promise<void> => {
    const opened = await openedWindow(id);
    if (!opened) return show({ id });
    await browser.windows.update(opened.windowId, { focused: true }).catch(() => show({ id }));
  };
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const { review: id } = Object(message) as Partial<ReviewMessage>;
    if (typeof id !== 'string' || !isOwn(sender)) return undefined;
    return review(id);
  });
  return {
    /** Opens the window of a prompt whose turn has come, unless the user has opened it before. */
    async show(pending: Pick<PendingApproval, 'id' | 'name'>): Promise<void> {
      if (!(await openedWindow(pending.id))) await show(pending);
    },
  };
};
