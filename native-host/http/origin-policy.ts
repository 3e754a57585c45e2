import type { RequestHead } from './request-head.ts';

/** Alternating names and values, as node:http accepts them. */
export type RawHeaders = readonly string[];

/** The decision on a request before its key is read: headers for its response, or the whole response. */
export interface OriginDecision {
  readonly headers: RawHeaders;
  readonly answer?: Refused | Plain;
}
/** A refusal with a message, in the error format of the route. */
interface Refused {
  readonly code: 'host_not_allowed' | 'network_not_allowed' | 'origin_not_allowed';
  readonly message: string;
}
/** A response with only a status, as Ollama sends it. */
interface Plain {
  readonly status: 204 | 403;
}

/** Decides by Host and Origin whether a request is accepted. */
export type OriginPolicy = (head: RequestHead) => OriginDecision;

export const NO_HEADERS: RawHeaders = [];
