import browser from 'webextension-polyfill';
import type { PendingApproval } from '../../../shared/protocol/calls.ts';
import { mayNotify } from '../consent/notifications.ts';

/** How long the focus must have settled, in milliseconds: between two windows of a browser, none has it for a moment. */
export const SETTLE_MS = 1_000;

/** An approval window without an answer. */
interface Waiting {
  readonly windowId: number;
  readonly name: string | undefined;
  /** Whether its entry in the taskbar has been highlighted since it last had the focus. */
  drawn: boolean;
  /** Whether the user has been notified: once for each window, so that the limits for windows apply. */
  notified: boolean;
}

/**
 * Points the user to approval windows that may be hidden: highlights a window that lacks the focus, and notifies the user
 * if no window of the browser has it.
 */
export interface Attention {
  opened(prompt: Pick<PendingApproval, 'id' | 'name'>, windowId: number): void;
  closed(id: string): void;
}

/** The notification contains nothing of the request but the name that the extension claims. */
const notify = async (id: string, name: string | undefined): Promise<void> => {
  const { runtime, i18n, notifications } = browser;
  await notifications.create(id, {
    type: 'basic',
    iconUrl: runtime.getURL('icons/128.png'),
    title: runtime.getManifest().name,
    // The isolates keep the name from reversing the direction of the text around it.
    message: name ? i18n.getMessage('asks', [`\u2068${name}\u2069`]) : i18n.getMessage('asksUnnamed'),
  });
};

const highlight = async (waiting: Waiting): Promise<void> => {
  if (waiting.drawn) return;
  waiting.drawn = true;
  await browser.windows.update(waiting.windowId, { drawAttention: true });
};

/**
 * Listens for the focus only while an approval window is open: its page keeps the background running, which a permanent
 * listener would wake at each change of the focus.
 */
export const createAttention = (): Attention => {
  const all = new Map<string, Waiting>();
  let looking: ReturnType<typeof setTimeout> | undefined;

  const clear = (id: string) => {
    // `browser.notifications` is undefined unless the user granted the permission.
    if (all.get(id)?.notified) void browser.notifications.clear(id).catch(() => {});
  };

  const onClicked = (id: string) => {
    const waiting = all.get(id);
    if (!waiting) return;
    clear(id);
    browser.windows.update(waiting.windowId, { focused: true }).catch(() => {});
  };

  const notifyOnce = async (id: string, waiting: Waiting): Promise<void> => {
    if (waiting.notified || !(await mayNotify()) || !all.has(id)) return;
    waiting.notified = true;
    browser.notifications.onClicked.addListener(onClicked);
    await notify(id, waiting.name);
    // It may have been answered in the meantime.
    if (!all.has(id)) await browser.notifications.clear(id);
  };

  const look = async (): Promise<void> => {
    const windows = await browser.windows.getAll();
    const focused = new Set(windows.filter((each) => each.focused).map((each) => each.id));
    const lookAt = async ([id, waiting]: [string, Waiting]) => {
      if (focused.has(waiting.windowId)) {
        waiting.drawn = false;
        clear(id);
        return;
      }
      await highlight(waiting);
      if (focused.size === 0) await notifyOnce(id, waiting);
    };
    // A window that is closed in the meantime cannot be highlighted, and needs no attention.
    await Promise.allSettled([...all].map(lookAt));
  };

  const lookSoon = () => {
    clearTimeout(looking);
    looking = setTimeout(() => void look(), SETTLE_MS);
  };

  return {
    opened({ id, name }, windowId) {
      if (all.size === 0) browser.windows.onFocusChanged.addListener(lookSoon);
      all.set(id, { windowId, name, drawn: false, notified: false });
      lookSoon();
    },
    closed(id) {
      clear(id);
      all.delete(id);
      if (all.size > 0) return;
      clearTimeout(looking);
      browser.windows.onFocusChanged.removeListener(lookSoon);
      browser.notifications?.onClicked.removeListener(onClicked);
    },
  };
};
