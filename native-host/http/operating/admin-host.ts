import { isIP } from 'node:net';
import { hostName } from '../host-name.ts';

/**
 * Whether the Host header of the operator's listener is one that no website can have: an address, or a name
 * without a dot as containers have. A website that points its own name at this machine comes with a dot.
 */
export const isAdminHost = (header: string | undefined): boolean => {
  const name = hostName(header ?? '');
  return isIP(name) !== 0 || /^[a-z0-9-]+$/.test(name);
};
