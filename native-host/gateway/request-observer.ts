/** What is known of a request when it is over: for counts and logs. Never anything of its content. */
export interface FinishedRequest {
  /** The operation that was asked for; null where there is none like it. */
  readonly operation: string | null;
  /** Public id of the grant; null while it is not known who asks. */
  readonly grant: string | null;
  readonly models: readonly string[];
  /** HTTP status; null where the connection ended before one. */
  readonly status: number | null;
  /** The error code of a refusal or failure of our own. */
  readonly code: string | null;
  /** Milliseconds from the request to the first byte of its answer; null without one. */
  readonly firstByteMs: number | null;
  /** Milliseconds from the request to the end of its answer. */
  readonly ms: number;
  /** Counted by Ollama; null where it said none. */
  readonly promptTokens: number | null;
  readonly outputTokens: number | null;
  /** The caller went away first. */
  readonly aborted: boolean;
}

/** Is told of each request when it starts and when it is over. */
export interface RequestObserver {
  started(operation: string | null): void;
  finished(request: FinishedRequest): void;
}
