import { hostName } from './host-name.ts';
import { createOriginList } from './ollama-origins.ts';
import type { OriginDecision, OriginPolicy, RawHeaders } from './origin-policy.ts';
import { NO_HEADERS } from './origin-policy.ts';
import { RATE_LIMIT_NAMES } from './rate-limit-headers.ts';
import type { RequestHead } from './request-head.ts';

/** An origin as browsers serialize it: `null`, or a scheme, a host and a port (RFC 6454, section 7). */
const ORIGIN = /^(?:null|[a-z][a-z0-9+.-]*:\/\/(?:\[[0-9a-f:.]+\]|[^\s/:@?#\\*]*)(?::\d{1,5})?)$/;

const TOKENS = /^[\w!#$%&'*+.^`|~ ,-]{0,1024}$/;

/** How long a browser may cache a preflight, in seconds: the maximum of Chromium. */
const MAX_AGE = '7200';

/** The headers of a response that a page may read, beside the few that CORS always allows. */
const EXPOSED = ['Retry-After', 'WWW-Authenticate', 'X-Turnkey-Error', ...RATE_LIMIT_NAMES].join(', ');

const VARY: RawHeaders = ['Vary', 'Origin'];

interface Options {
  /** Whether a Host header names this server. */
  readonly isHostKnown: (host: string | undefined) => boolean;
  /** Receives an unknown name, which is accepted then. Undefined: it is refused. */
  readonly onUnknownHost?: ((name: string) => void) | undefined;
  /** The allowed origins, in which `*` matches any text. Empty to allow any origin. */
  readonly origins: readonly string[];
}

const isSame = ({ origin, host }: RequestHead): boolean =>
  host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);

const preflight = ({ wantedHeaders = '', wantsPrivateNetwork }: RequestHead): RawHeaders => [
  ...['Access-Control-Allow-Methods', 'GET, HEAD, POST, DELETE'],
  // Any header may be sent: only the key has an effect, and browsers do not add it on their own.
  ...(TOKENS.test(wantedHeaders) && wantedHeaders !== ''
    ? ['Access-Control-Allow-Headers', wantedHeaders]
    : []),
  ...(wantsPrivateNetwork ? ['Access-Control-Allow-Private-Network', 'true'] : []),
  ...['Access-Control-Max-Age', MAX_AGE],
];

/**
 * The origin policy if every request needs a key. Any origin may call, or only the listed ones. CORS headers name only
 * the origin of the request and never allow credentials, so a page has no rights beyond those of the key that it sends.
 * A website whose name points at this computer (DNS rebinding) has no key either, so its name need not be refused. It counts
 * as another origin all the same.
 */
export const createKeyedOriginPolicy = ({ isHostKnown, onUnknownHost, origins }: Options): OriginPolicy => {
  const isListed = origins.length > 0 ? createOriginList(origins) : () => true;
  return (head): OriginDecision => {
    const { host, origin, method, wantedMethod } = head;
    const isKnown = isHostKnown(host);
    if (!isKnown && !onUnknownHost) {
      const message = `The name ${JSON.stringify(host?.slice(0, 100))} in the Host header is not one of this server.`;
      return { headers: NO_HEADERS, answer: { code: 'host_not_allowed', message } };
    }
    if (!isKnown) onUnknownHost?.(hostName(host ?? ''));
    // A cache must not reuse a response without CORS headers for another origin (Fetch, "CORS protocol and HTTP caches").
    if (origin === undefined || (isKnown && isSame(head))) return { headers: VARY };
    if (!ORIGIN.test(origin) || !isListed(origin.toLowerCase())) {
      const message = `The origin ${JSON.stringify(origin.slice(0, 100))} may not call.`;
      return { headers: VARY, answer: { code: 'origin_not_allowed', message } };
    }
    if (method === 'OPTIONS' && wantedMethod !== undefined) {
      const vary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers';
      const headers = ['Access-Control-Allow-Origin', origin, 'Vary', vary, ...preflight(head)];
      return { headers, answer: { status: 204 } };
    }
    return {
      headers: [
        ...['Access-Control-Allow-Origin', origin, ...VARY],
        ...['Access-Control-Expose-Headers', EXPOSED],
      ],
    };
  };
};
