/** One request that has ended: what it cost, never its content. */
export interface RecentRequest {
  /** When it began, in milliseconds since the epoch. */
  readonly at: number;
  readonly grantId: string;
  /** Empty if the request named no model, or one that Ollama does not have. */
  readonly model: string;
  /** Name of the operation, for example `chat`. */
  readonly operation: string;
  /** `cancelled`: the client ended it first. `error`: refused, failed or interrupted. */
  readonly state: 'ok' | 'error' | 'cancelled';
  /** HTTP status; null if it ended before its response began. */
  readonly status: number | null;
  /** Code of a refusal or failure by Turnkey; null if there was none. */
  readonly code: string | null;
  /** As reported by Ollama; null for an operation without tokens. */
  readonly promptTokens: number | null;
  readonly outputTokens: number | null;
  /** 1 if the tokens are an estimate, because it ended before Ollama reported them. Absent from older hosts. */
  readonly estimated?: number;
  /** The end user that a trusted client named; null if it named none. Absent from older hosts. */
  readonly account?: string | null;
  /** Milliseconds from the request to the first byte of the body; null if there was none. */
  readonly firstMs: number | null;
  /** Milliseconds in which the output was generated, as reported by Ollama; null if it reported none. */
  readonly outputMs: number | null;
  /** Milliseconds from the request to its end. */
  readonly ms: number;
}

/** A recorded request with its id, which grows with each. */
export interface ListedRequest extends RecentRequest {
  readonly id: number;
}

/**
 * Output tokens per second: of the time that Ollama reports, otherwise of the time from the first byte to the end. Null if
 * there was neither output nor time.
 */
export const outputSpeed = ({ outputTokens, outputMs, firstMs, ms }: RecentRequest): number | null => {
  const spent = outputMs ?? (firstMs === null ? 0 : ms - firstMs);
  return outputTokens && spent > 0 ? (outputTokens * 1000) / spent : null;
};
