import { isIP } from 'node:net';

/**
 * Whether the Host header of the operator's listener is one that no website can have: an address, or a name
 * without a dot as containers have. A website that points its own name at this machine comes with a dot.
 */
export const isAdminHost = (header: string | undefined): boolean => {
  const host = (header ?? '').replace(/:\d{1,5}$/, '');
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) !== 0 || /^[a-z0-9-]+$/i.test(host);
};
