import browser from 'webextension-polyfill';

/** Where the token of this browser profile is kept: it opens nothing without the companion's own id. */
const NAME = 'token';

export const readToken = async (): Promise<string | undefined> => {
  const { [NAME]: token } = await browser.storage.local.get(NAME);
  return typeof token === 'string' ? token : undefined;
};
