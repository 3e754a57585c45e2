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
export const headerOf = (request: LoggedRequest, name: string): string | undefined => {
  return request.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
};

export const pairsOf = (rawHeaders: readonly string[]): [string, string][] => {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return pairs;
};
