/** The name or address in a Host header: in lower case, without the port and the brackets of IPv6. */
export const hostName = (header: string): string =>
  (/^\[(.*)\](?::\d*)?$/.exec(header)?.[1] ?? header.replace(/^([^:]*):[^:]*$/, '$1')).toLowerCase();

/** The URL of a server that listens on an address, without a trailing slash. */
export const serverUrl = (address: string, port: number, scheme: 'http' | 'https' = 'http'): string =>
  `${scheme}://${address.includes(':') ? `[${address}]` : address}:${port}`;
