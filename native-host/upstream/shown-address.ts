/**
 * An address as messages show it: without user name, password, query and fragment, in which people put secrets. What is
 * no address is not shown at all.
 */
export const shownAddress = (base: string): string => {
  const url = URL.parse(base);
  return url ? `${url.protocol}//${url.host}${url.pathname.replace(/\/$/, '')}` : 'the configured address';
};
