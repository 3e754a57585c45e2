/** The extension API: `browser` in Firefox, `chrome` in Chromium; undefined outside an extension. */
const api = (globalThis as { browser?: typeof chrome }).browser ?? globalThis.chrome;

/** The language of the browser's own texts; undefined outside an extension. */
export const browserLanguage = (): string | undefined => api?.i18n?.getUILanguage();

/** The language of an element: the nearest `lang` attribute, else the language of the browser. */
export const uiLanguage = (element: Element): string => {
  for (let at: Element | null = element; at; at = at.parentElement ?? hostOf(at)) {
    const lang = at.getAttribute('lang');
    if (lang) return lang;
  }
  return browserLanguage() ?? navigator.language;
};

const hostOf = (element: Element): Element | null => {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
};
