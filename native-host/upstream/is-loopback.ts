/** Whether a host name or address, without brackets, is this computer. */
export const isLoopbackName = (name: string): boolean =>
  name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);

/** Whether a URL points to this computer. */
export const isLoopback = (base: string): boolean =>
  isLoopbackName((URL.parse(base)?.hostname ?? '').replace(/^\[(.*)\]$/, '$1'));
