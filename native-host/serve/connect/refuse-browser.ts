import type { IncomingHttpHeaders } from 'node:http';
import { hostName } from '../../http/host-name.ts';
import { isLoopbackName } from '../../upstream/is-loopback.ts';

/**
 * Why a request to the local listener is refused; undefined if it may come from a program of this computer. The listener
 * adds a key, so no website may use it: browsers send `Origin` with every request that can have an effect, and
 * `Sec-Fetch-Site` with the others, and a website that points its own name at this computer (DNS rebinding) sends that name.
 */
export const refuseBrowser = (headers: IncomingHttpHeaders): string | undefined => {
  const { host = '', origin } = headers;
  if (!isLoopbackName(hostName(host))) return 'Call this listener by 127.0.0.1, [::1] or localhost.';
  if (origin !== undefined) return 'Websites and browser extensions may not use this listener.';
  const site = headers['sec-fetch-site'];
  // `none`: the user has typed the address.
  return site === undefined || site === 'none' ? undefined : 'Websites may not use this listener.';
};
