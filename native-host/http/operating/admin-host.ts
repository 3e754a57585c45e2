import { isIP } from 'node:net';
import { hostName } from '../host-name.ts';

/**
 * Whether the operator's listener accepts a Host header: an address, or a name without a dot, as containers have. A
 * website that resolves its own name to this machine (DNS rebinding) sends a name with a dot.
 */
export const isAdminHost = (header: string | undefined): boolean => {
  const name = hostName(header ?? '');
  return isIP(name) !== 0 || /^[a-z0-9-]+$/.test(name);
};
