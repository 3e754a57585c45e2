import type { Doorkeeper, Entrance, RawHeaders } from './entrance.ts';
import { NO_HEADERS } from './entrance.ts';
import { createOriginList } from './ollama-origins.ts';
import type { RequestHead } from './request-head.ts';

/** Origins that a browser gives to extensions and to nothing else. */
const EXTENSION =
  /^(?:chrome-extension:\/\/[a-p]{32}|(?:moz|safari-web|safari)-extension:\/\/[0-9a-zA-Z.-]{1,64})$/;

/** What a browser writes: more after the port could still fit a wildcard. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/(?:\[[0-9a-f:.]+\]|[^\s/:@?#\\]*)(?::\d{1,5})?$/;

const TOKENS = /^[\w!#$%&'*+.^`|~ ,-]{0,1024}$/;

/** Seconds for which a browser may remember a preflight; Chromium remembers none for longer. */
const MAX_AGE = '7200';

interface Options {
  readonly isHostAllowed: (host: string | undefined) => boolean;
  /** Websites that may call, besides the origins that Ollama itself lets in. */
  readonly origins: readonly string[];
}

const isSame = ({ origin, host }: RequestHead): boolean =>
  host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);

const preflight = ({ wantedMethod, wantedHeaders = '', wantsPrivateNetwork }: RequestHead): RawHeaders => [
  ...['Access-Control-Allow-Methods', wantedMethod === undefined ? 'GET' : 'GET, HEAD, POST, DELETE'],
  // Every request needs a key, which no browser adds by itself: any other header may come along.
  ...(TOKENS.test(wantedHeaders) && wantedHeaders !== ''
    ? ['Access-Control-Allow-Headers', wantedHeaders]
    : []),
  ...(wantsPrivateNetwork ? ['Access-Control-Allow-Private-Network', 'true'] : []),
  ...['Access-Control-Max-Age', MAX_AGE],
];

/**
 * The entrance where every request needs a key. An origin that Ollama refuses is let in if it is an extension's
 * or listed: what it may do is up to its key. The answer is for that one origin, never with credentials. A
 * website that is not listed gets nothing, whatever it shows.
 */
export const createKeyedEntrance = ({ isHostAllowed, origins }: Options): Doorkeeper => {
  const isListed = createOriginList(origins);
  const refused: RawHeaders = ['Vary', 'Origin'];
  return (head): Entrance => {
    const { host, origin, method, wantedMethod } = head;
    if (!isHostAllowed(host)) {
      const message = `The name ${JSON.stringify(host?.slice(0, 100))} in the Host header is not one of this door.`;
      return { headers: NO_HEADERS, answer: { code: 'host_not_allowed', message } };
    }
    if (origin === undefined || isSame(head)) return { headers: NO_HEADERS };
    if (!EXTENSION.test(origin) && !(ORIGIN.test(origin) && isListed(origin))) {
      const message = `The origin ${JSON.stringify(origin.slice(0, 100))} is not listed.`;
      return { headers: refused, answer: { code: 'origin_not_allowed', message } };
    }
    if (method === 'OPTIONS' && wantedMethod !== undefined) {
      const vary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers';
      const headers = ['Access-Control-Allow-Origin', origin, 'Vary', vary, ...preflight(head)];
      return { headers, answer: { status: 204 } };
    }
    return {
      headers: [
        ...['Access-Control-Allow-Origin', origin, 'Vary', 'Origin'],
        ...['Access-Control-Expose-Headers', 'Retry-After, WWW-Authenticate, X-Turnkey-Error'],
      ],
    };
  };
};
