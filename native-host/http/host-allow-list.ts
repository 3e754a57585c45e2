import { isIP } from 'node:net';
import { isLoopbackName } from '../upstream/is-loopback.ts';
import { hostName } from './host-name.ts';

interface Options {
  /** The address that the server listens on. */
  readonly listen: string;
  /** Further names that the operator allows. */
  readonly allowed: readonly string[];
  /** The name of this computer. */
  readonly hostname: string;
}

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/**
 * Creates a check whether a Host header names this server. A website can point its own name at any address (DNS
 * rebinding), but its name cannot be an address. So a server on the network accepts every address, and only listed
 * names. The port is ignored, since it changes on the way into a container.
 */
export const createHostAllowList = ({ listen, allowed, hostname }: Options) => {
  const names = new Set([...LOOPBACK, listen, hostname, ...allowed].map(hostName));
  const beyond = !isLoopbackName(hostName(listen));
  // There are few different headers, and each of them is frequent.
  const known = new Map<string, boolean>();
  return (header: string | undefined): boolean => {
    // Only HTTP/1.0 may omit it, which browsers do not use.
    if (header === undefined || header === '') return true;
    const before = known.get(header);
    if (before !== undefined) return before;
    const name = hostName(header);
    const answer = names.has(name) || (beyond && isIP(name) !== 0);
    if (known.size < 256) known.set(header, answer);
    return answer;
  };
};
