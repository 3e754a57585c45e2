import browser from 'webextension-polyfill';

/** The window in which the companion asks one question, as the browser reported it right after creating it. */
export interface ApprovalWindow {
  readonly windowId: number;
  readonly tabId: number;
  /** In device-independent pixels, borders included. */
  readonly width: number;
  readonly height: number;
}

/** `opening`: the companion is creating the window, whose id is not known yet. */
export type WindowRecord = 'opening' | ApprovalWindow;

const PREFIX = 'approval-window:';

/** In memory until the browser ends, so that it outlives the background worker. */
const area = browser.storage.session;

export const writeRecord = (approval: string, record: WindowRecord): Promise<void> =>
  area.set({ [PREFIX + approval]: record });

const readRecord = async (approval: string): Promise<WindowRecord | undefined> => {
  const key = PREFIX + approval;
  return (await area.get(key))[key] as WindowRecord | undefined;
};

export const removeRecord = (approval: string): Promise<void> => area.remove(PREFIX + approval);

/** The question that is asked in a window. */
export const approvalIn = async (windowId: number): Promise<string | undefined> => {
  const all = Object.entries(await area.get(null)) as [string, WindowRecord][];
  const found = all.find(
    ([key, record]) => key.startsWith(PREFIX) && record !== 'opening' && record.windowId === windowId,
  );
  return found?.[0].slice(PREFIX.length);
};

/** Waits while the window of a question is being created; undefined if there is none. */
export const openedWindow = async (approval: string): Promise<ApprovalWindow | undefined> => {
  const { promise: changed, resolve } = Promise.withResolvers<WindowRecord | undefined>();
  const listener = (changes: Record<string, browser.Storage.StorageChange>) => {
    const change = changes[PREFIX + approval];
    if (change) resolve(change.newValue as WindowRecord | undefined);
  };
  // Listens before it reads: the record may be written in between.
  area.onChanged.addListener(listener);
  try {
    const now = await readRecord(approval);
    const record = now === 'opening' ? await changed : now;
    return record === 'opening' ? undefined : record;
  } finally {
    area.onChanged.removeListener(listener);
  }
};
