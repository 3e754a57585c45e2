/** A request as the stand-in received it. */
export interface LoggedRequest {
  readonly method: string;
  /** The request target, query included. */
  readonly path: string;
  /** As sent: pairs in order and case. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** The first value of a header, its name in any case. */
export const headerOf = (request: LoggedRequest, name: string): string | undefined =>
  request.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

/**
 * Requests that were made for a client. Turnkey asks for the list of models itself too, in the background, which may fall
 * between any two of them.
 */
export const fromClients = (requests: readonly LoggedRequest[]): readonly LoggedRequest[] =>
  requests.filter(
    (request) => request.path !== '/api/tags' || headerOf(request, 'accept') !== 'application/json',
  );

/** The raw headers of node:http, which alternate between name and value, as pairs. */
export const pairsOf = (raw: readonly string[]): [string, string][] =>
  Array.from({ length: raw.length / 2 }, (_, at) => [raw[2 * at] ?? '', raw[2 * at + 1] ?? '']);
