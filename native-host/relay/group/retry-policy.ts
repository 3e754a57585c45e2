import { Readable } from 'node:stream';
import type { Scope } from '../../../shared/access/scopes.ts';
import type { UpstreamRequest } from '../relay.ts';

/** How a request can fail before its response has begun. */
export type Failure = 'unsent' | 'lost' | 'full' | 'unavailable' | 'failed';

interface Rule {
  readonly when: string;
  /** The scopes whose requests are sent to another Ollama. `all`: Ollama has done nothing with the request. */
  readonly repeats: 'all' | readonly Scope[];
  /** Most Ollamas that get such a request. */
  readonly most: number;
  /** Whether it counts for the circuit breaker. */
  readonly counts: boolean;
}

/** Sending these twice changes nothing. A request that crashes an Ollama must not crash all of them. */
const HARMLESS = { repeats: ['read', 'infer', 'embed'], most: 2 } as const;

/** What happens after each failure. */
export const RETRY_POLICY: Readonly<Record<Failure, Rule>> = {
  // It gets no request until a check succeeds.
  unsent: { when: 'no connection', repeats: 'all', most: Number.POSITIVE_INFINITY, counts: false },
  lost: { when: 'the connection is lost before the response', ...HARMLESS, counts: true },
  full: {
    when: 'status 503: its queue is full',
    repeats: 'all',
    most: Number.POSITIVE_INFINITY,
    counts: false,
  },
  unavailable: { when: 'status 502 or 504, of a server in between', ...HARMLESS, counts: true },
  // Ollama also reports a request that it cannot read with 500.
  failed: { when: 'status 500', repeats: [], most: 1, counts: true },
};

/** Errors of a connection that was never made: no byte of the request was sent. */
const NEVER_SENT =
  /^(EAI_AGAIN|ECONNREFUSED|EHOSTDOWN|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/;

const BY_STATUS: Readonly<Record<number, Failure>> = {
  500: 'failed',
  502: 'unavailable',
  503: 'full',
  504: 'unavailable',
};

/** The failure that an error before the response is. */
export const failureOf = ({ code = '' }: Error & { readonly code?: string }): Failure =>
  NEVER_SENT.test(code) ? 'unsent' : 'lost';

/** The failure that the status of a response is; undefined for a response of Ollama's to pass on. */
export const failureOfStatus = (status: number): Failure | undefined => BY_STATUS[status];

/**
 * Whether a request that failed may go to another Ollama. A streamed body cannot be sent again.
 * @param tried how many Ollamas had it
 */
export const mayRepeat = (
  { body, method, operation }: Pick<UpstreamRequest, 'body' | 'method' | 'operation'>,
  failure: Failure,
  tried: number,
): boolean => {
  const { repeats, most } = RETRY_POLICY[failure];
  if (body instanceof Readable || tried >= most) return false;
  if (repeats === 'all') return true;
  const isReading = method === 'GET' || method === 'HEAD';
  return repeats.some((scope) => scope === operation?.scope || (scope === 'read' && isReading));
};
