/** Response headers in order. A name may occur more than once. */
export type Headers = readonly (readonly [string, string])[];

/**
 * Receives one response: `head`, then any number of `data`, then either `end` or `fail`. A failure before `head` means
 * that there is no response. Sinks can be chained to transform a response.
 */
export interface ResponseSink<Failure> {
  head(status: number, statusText: string, headers: Headers): void;
  data(chunk: Buffer): void;
  end(): void;
  /** `drop`: discard data that is still queued for the client. @default false */
  fail(failure: Failure, drop?: boolean): void;
}

/** A request in progress. */
export interface RunningRequest {
  /** Stops reading the response until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends the request and closes its connection. */
  abort(reason?: unknown): void;
}
