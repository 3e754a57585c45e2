import { isIP } from 'node:net';
import { isLoopbackName } from '../upstream/is-loopback.ts';
import { hostName } from './host-name.ts';

interface Options {
  /** The address that the door listens on. */
  readonly listen: string;
  /** Further names, as the operator lists them. */
  readonly allowed: readonly string[];
  /** This computer's own name. */
  readonly hostname: string;
}

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/**
 * Whether a Host header names this door. A website can point a name of its own at any address, but it cannot
 * have a number for a name: so a door that is open to the network takes every address, and of names only those
 * that are listed. The port does not count: it changes on the way into a container.
 */
export const createHostAllowList = ({ listen, allowed, hostname }: Options) => {
  const names = new Set([...LOOPBACK, listen, hostname, ...allowed].map(hostName));
  const beyond = !isLoopbackName(hostName(listen));
  // Few different headers come, and each of them often.
  const known = new Map<string, boolean>();
  return (header: string | undefined): boolean => {
    // Only HTTP/1.0 leaves it out, and no browser speaks that.
    if (header === undefined || header === '') return true;
    const before = known.get(header);
    if (before !== undefined) return before;
    const name = hostName(header);
    const answer = names.has(name) || (beyond && isIP(name) !== 0);
    if (known.size < 256) known.set(header, answer);
    return answer;
  };
};
