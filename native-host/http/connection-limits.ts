const KiB = 1024;

/** A body must bring so many bytes within so many milliseconds, again and again until it is whole. */
export interface Progress {
  readonly ms: number;
  readonly bytes: number;
}

/** What a connection may take of the process. Times are in milliseconds. */
export interface ConnectionLimits {
  /** Connections at once. */
  readonly connections: number;
  /** For the head of a request, from the opening of the connection or the first byte of the head. */
  readonly headMs: number;
  /** Between two requests. */
  readonly idleMs: number;
  /** For bodies that are read whole: a slow network is none of it, a client that stops is. */
  readonly body: Progress;
  /** For blobs, which may be of any size and wait for Ollama's disk. */
  readonly blob: Progress;
  /** For an answer of which nothing is read. */
  readonly stallMs: number;
}

/** nginx keeps idle connections for 75 s, and clients are used to that. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  connections: 4096,
  headMs: 20_000,
  idleMs: 75_000,
  body: { ms: 30_000, bytes: 32 * KiB },
  blob: { ms: 120_000, bytes: 1 },
  stallMs: 120_000,
};
