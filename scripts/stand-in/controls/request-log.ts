/** A request as the stand-in received it. */
export interface LoggedRequest {
  readonly method: string;
  /** The request target, with its query. */
  readonly path: string;
  /** Name and value pairs, in the order and case in which they were sent. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** The first value of a header. Ignores the case of the name. */
export const headerOf = (request: LoggedRequest, name: string): string | undefined =>
  request.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

/**
 * The requests that were made for a client. Leaves out those for the list of models, which Turnkey also sends in the
 * background, at any time.
 */
export const fromClients = (requests: readonly LoggedRequest[]): readonly LoggedRequest[] =>
  requests.filter(
    (request) => request.path !== '/api/tags' || headerOf(request, 'accept') !== 'application/json',
  );

/** Makes pairs of the raw headers of node:http, in which names and values alternate. */
export const pairsOf = (raw: readonly string[]): [string, string][] =>
  Array.from({ length: raw.length / 2 }, (_, at) => [raw[2 * at] ?? '', raw[2 * at + 1] ?? '']);
