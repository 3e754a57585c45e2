/** Reads `host:port`, `:port` or `port`; the host is 127.0.0.1 unless one is given. Undefined for anything else. */
export const parseListenAddress = (text: string): { host: string; port: number } | undefined => {
  const found = /^(?:(?:\[([0-9a-f:.]+)\]|([^:[\]/\s]*)):)?(\d{1,5})$/i.exec(text);
  const port = Number(found?.[3]);
  if (!found || port > 65535) return undefined;
  return { host: found[1] ?? (found[2] || '127.0.0.1'), port };
};
