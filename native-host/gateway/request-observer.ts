/** Metadata of an ended request for metrics and logs. Contains nothing of its content. */
export interface FinishedRequest {
  /** Name of the operation; null for an unknown route. */
  readonly operation: string | null;
  /** Public id of the grant; null if the request was refused before it had one. */
  readonly grant: string | null;
  readonly models: readonly string[];
  /** HTTP status; null if the request ended before its response started. */
  readonly status: number | null;
  /** Code of a refusal or failure by Turnkey; null if there was none. */
  readonly code: string | null;
  /** Time from the request to the first byte of its response, in milliseconds; null if there was none. */
  readonly firstByteMs: number | null;
  /** Time from the request to its end, in milliseconds. */
  readonly ms: number;
  /** As reported by Ollama; null if it reported none. */
  readonly promptTokens: number | null;
  readonly outputTokens: number | null;
  /** The client disconnected or cancelled first. */
  readonly aborted: boolean;
}

/** Notified when a request starts and after it has ended. */
export interface RequestObserver {
  started(operation: string | null): void;
  finished(request: FinishedRequest): void;
}
