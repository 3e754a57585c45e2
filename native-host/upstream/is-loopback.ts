/** Whether an address stays on this computer. */
export const isLoopback = (base: string): boolean => {
  const host = URL.parse(base)?.hostname ?? '';
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
};
