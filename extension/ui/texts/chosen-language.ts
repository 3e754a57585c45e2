/** The key in the storage of the extension's pages. */
const NAME = 'language';

/** The language tag that the user chose for the pages; undefined to follow the browser, and where storage is blocked. */
export const chosenLanguage = (): string | undefined => {
  try {
    return globalThis.localStorage?.getItem(NAME) ?? undefined;
  } catch {
    return undefined;
  }
};

/** Chooses the language of all pages from their next load on; undefined: that of the browser. */
export const chooseLanguage = (tag: string | undefined): void => {
  if (tag === undefined) localStorage.removeItem(NAME);
  else localStorage.setItem(NAME, tag);
};
