const KiB = 1024;

/** The slowest progress of a body: this many bytes in each period of this many milliseconds, until it is complete. */
export interface Progress {
  readonly ms: number;
  readonly bytes: number;
}

/** The limits of connections. Times are in milliseconds. */
export interface ConnectionLimits {
  /** Simultaneous connections. */
  readonly connections: number;
  /** For the head of a request, from the start of the connection or from the first byte of the head. */
  readonly headMs: number;
  /** Between two requests. */
  readonly idleMs: number;
  /** For bodies that are buffered. A slow network stays within it, a client that stalls does not. */
  readonly body: Progress;
  /** For blobs, which may have any size and wait for Ollama's disk. */
  readonly blob: Progress;
  /** For a response that the client does not read. */
  readonly stallMs: number;
}

/** The defaults. `idleMs` is that of nginx, which clients are used to. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  connections: 4096,
  headMs: 20_000,
  idleMs: 75_000,
  body: { ms: 30_000, bytes: 32 * KiB },
  blob: { ms: 120_000, bytes: 1 },
  stallMs: 120_000,
};
