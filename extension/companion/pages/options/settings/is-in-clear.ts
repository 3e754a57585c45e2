const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/i;

/** Whether what is sent to an address can be read on the network: it has no TLS, and is not this computer. */
export const isInClear = (address: string): boolean => {
  const url = URL.parse(/^\w+:\/\//.test(address) ? address : `http://${address}`);
  return url?.protocol === 'http:' && !LOOPBACK.test(url.hostname);
};
