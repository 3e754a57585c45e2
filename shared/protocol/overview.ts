/** The state of a host that the icon of the companion shows. */
export interface Overview {
  /** Prompts that wait for the user. */
  readonly waiting: number;
  /** Requests that Ollama is answering. */
  readonly running: number;
  /** Whether the user has paused all extensions. */
  readonly paused: boolean;
  /** Whether the companion of this browser profile is paired. */
  readonly paired: boolean;
  /** Whether Ollama could not be reached the last time that it was tried. */
  readonly unreachable: boolean;
}

const FIELDS = [
  'waiting',
  'running',
  'paused',
  'paired',
  'unreachable',
] as const satisfies (keyof Overview)[];

export const isSameOverview = (one: Overview, other: Overview): boolean =>
  FIELDS.every((field) => one[field] === other[field]);

/** A request that Ollama is answering. */
export interface RunningSummary {
  /** Unique within the process of the host. */
  readonly id: number;
  /** The ID of the extension. */
  readonly caller: string;
  readonly grantId: string;
  /** The name of the operation, for example `chat`. */
  readonly operation: string;
  /** As the request names it; null if it names none. */
  readonly model: string | null;
  /** Milliseconds since the epoch at which it was sent to Ollama. */
  readonly startedAt: number;
  /** Bytes of the response so far. */
  readonly bytes: number;
  /**
   * Estimated tokens per second since the first one: Ollama sends each token in a chunk of its own. Null before the second
   * chunk, and for operations that generate no text.
   */
  readonly tokensPerSecond: number | null;
}
