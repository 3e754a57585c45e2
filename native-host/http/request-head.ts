import type { IncomingMessage } from 'node:http';

/** The parts of a request's head that are used. Nothing else in it has any effect. */
export interface RequestHead {
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  /** The query without its question mark; empty if there is none. */
  readonly query: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly accept: string | undefined;
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly apiKey: string | undefined;
  /** The end user, as Open WebUI names it. Only trusted keys may name one. */
  readonly userEmail: string | undefined;
  readonly userName: string | undefined;
  readonly userId: string | undefined;
  /** The clients that proxies name; lines of one name are joined. Only trusted proxies may name one. */
  readonly forwardedFor: string | undefined;
  readonly forwarded: string | undefined;
  /** The announced length of the body in bytes: 0 without a body, Infinity for a chunked one. */
  readonly length: number;
  /** The method that a preflight requests; undefined for other requests. */
  readonly wantedMethod: string | undefined;
  readonly wantedHeaders: string | undefined;
  readonly wantsPrivateNetwork: boolean;
  /** One of these headers that is repeated, so that two readers could use different values. */
  readonly repeated: string | undefined;
}

const FIELDS = {
  host: 'host',
  origin: 'origin',
  accept: 'accept',
  'content-type': 'contentType',
  'content-length': 'length',
  'transfer-encoding': 'chunks',
  authorization: 'authorization',
  'x-api-key': 'apiKey',
  'x-openwebui-user-email': 'userEmail',
  'x-openwebui-user-name': 'userName',
  'x-openwebui-user-id': 'userId',
  'x-forwarded-for': 'forwardedFor',
  forwarded: 'forwarded',
  'access-control-request-method': 'wantedMethod',
  'access-control-request-headers': 'wantedHeaders',
  'access-control-request-private-network': 'privateNetwork',
} as const satisfies Record<string, string>;

/** Headers by which nothing is decided. */
const MAY_REPEAT: ReadonlySet<string> = new Set(['accept', 'userEmail', 'userName', 'userId']);

/** Headers whose lines are one list (RFC 9110, section 5.3). */
const JOINED: ReadonlySet<string> = new Set(['forwardedFor', 'forwarded']);

type Field = (typeof FIELDS)[keyof typeof FIELDS];

/** Reads the raw headers in one pass. `headers` of node:http would make an object of all of them first. */
export const readHead = ({ method = '', url = '', rawHeaders }: IncomingMessage): RequestHead => {
  const found: { [Name in Field]?: string | undefined } = {
    host: undefined,
    origin: undefined,
    accept: undefined,
    contentType: undefined,
    length: undefined,
    chunks: undefined,
    authorization: undefined,
    apiKey: undefined,
    userEmail: undefined,
    userName: undefined,
    userId: undefined,
    forwardedFor: undefined,
    forwarded: undefined,
    wantedMethod: undefined,
    wantedHeaders: undefined,
    privateNetwork: undefined,
  };
  let repeated: string | undefined;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    if (!Object.hasOwn(FIELDS, name)) continue;
    const field = FIELDS[name as keyof typeof FIELDS];
    const before = found[field];
    if (before === undefined) found[field] = rawHeaders[at + 1];
    else if (JOINED.has(field)) found[field] = `${before},${rawHeaders[at + 1]}`;
    else if (!MAY_REPEAT.has(field)) repeated ??= name;
  }
  const mark = url.indexOf('?');
  return {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    host: found.host,
    origin: found.origin,
    accept: found.accept,
    contentType: found.contentType,
    length: found.chunks === undefined ? Number(found.length ?? 0) : Number.POSITIVE_INFINITY,
    authorization: found.authorization,
    apiKey: found.apiKey,
    userEmail: found.userEmail,
    userName: found.userName,
    userId: found.userId,
    forwardedFor: found.forwardedFor,
    forwarded: found.forwarded,
    wantedMethod: found.wantedMethod,
    wantedHeaders: found.wantedHeaders,
    wantsPrivateNetwork: found.privateNetwork === 'true',
    repeated,
  };
};
