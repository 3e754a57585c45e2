/**
 * An address of Ollama for messages: without user info, query and fragment, which may contain secrets. The text need not
 * be a valid URL.
 */
export const shownAddress = (address: string): string =>
  address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*@/i, '$1').replace(/[?#].*$/s, '');
