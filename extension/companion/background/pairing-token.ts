import browser from 'webextension-polyfill';

/** Storage key of this profile's pairing token. The host accepts it from the companion's extension id only. */
const NAME = 'token';

export const readToken = async (): Promise<string | undefined> => {
  const { [NAME]: token } = await browser.storage.local.get(NAME);
  return typeof token === 'string' ? token : undefined;
};

/** Calls `listener` when the companion was paired or unpaired. */
export const onTokenChange = (listener: (token: unknown) => void): void =>
  browser.storage.local.onChanged.addListener(({ [NAME]: change }) => {
    if (change) listener(change.newValue);
  });
