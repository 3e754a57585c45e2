import browser from 'webextension-polyfill';

/** The window of one approval prompt, as the browser reported it on creation. */
export interface ApprovalWindow {
  readonly windowId: number;
  readonly tabId: number;
  /** In device-independent pixels, borders included. */
  readonly width: number;
  readonly height: number;
}

/** `opening`: the window is being created and has no id yet. */
export type WindowRecord = 'opening' | ApprovalWindow;

const PREFIX = 'approval-window:';

/** Kept in memory until the browser closes, so that it outlives the service worker. */
const area = browser.storage.session;

export const writeRecord = (approval: string, record: WindowRecord): Promise<void> =>
  area.set({ [PREFIX + approval]: record });

const readRecord = async (approval: string): Promise<WindowRecord | undefined> => {
  const key = PREFIX + approval;
  return (await area.get(key))[key] as WindowRecord | undefined;
};

export const removeRecord = (approval: string): Promise<void> => area.remove(PREFIX + approval);

/** The id of the prompt that a window shows. */
export const approvalIn = async (windowId: number): Promise<string | undefined> => {
  const all = Object.entries(await area.get(null)) as [string, WindowRecord][];
  const found = all.find(
    ([key, record]) => key.startsWith(PREFIX) && record !== 'opening' && record.windowId === windowId,
  );
  return found?.[0].slice(PREFIX.length);
};

/** The window of a prompt, once it has been created; undefined if there is none. */
export const openedWindow = async (approval: string): Promise<ApprovalWindow | undefined> => {
  const { promise: changed, resolve } = Promise.withResolvers<WindowRecord | undefined>();
  const listener = (changes: Record<string, browser.Storage.StorageChange>) => {
    const change = changes[PREFIX + approval];
    if (change) resolve(change.newValue as WindowRecord | undefined);
  };
  // Listen before reading: the record may be written in between.
  area.onChanged.addListener(listener);
  try {
    const now = await readRecord(approval);
    const record = now === 'opening' ? await changed : now;
    return record === 'opening' ? undefined : record;
  } finally {
    area.onChanged.removeListener(listener);
  }
};
