import type { RequestHead } from './request-head.ts';

/** Names and values in turn, as node:http takes them. */
export type RawHeaders = readonly string[];

/** What is said to a request before anybody asks for its key: headers for every answer, or the answer. */
export interface Entrance {
  readonly headers: RawHeaders;
  readonly answer?: Refused | Plain;
}
/** Refused, in words and in the dialect of the route. */
interface Refused {
  readonly code: 'host_not_allowed' | 'origin_not_allowed';
  readonly message: string;
}
/** Answered with nothing but a status, as Ollama does it. */
interface Plain {
  readonly status: 204 | 403;
}

/** Who may enter at all, by Host and Origin. */
export type Doorkeeper = (head: RequestHead) => Entrance;

export const NO_HEADERS: RawHeaders = [];
