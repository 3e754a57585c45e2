/**
 * An address of Ollama as it may be shown: without user info, query and fragment, each of which may hold a secret.
 * The text need not be a valid URL.
 */
export const shownAddress = (address: string): string =>
  address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*@/i, '$1').replace(/[?#].*$/s, '');
