/** What a request wants from the bench's Ollama. It is in the `options` of the body, which no connection changes. */
export interface Workload {
  /** Number of lines in the answer. @default 1 */
  readonly tokens?: number;
  /** Lines per second; 0 sends as fast as the client reads. @default 0 */
  readonly rate?: number;
  /** Lines per write to the socket, without a rate. @default 1, as Ollama flushes each token */
  readonly perWrite?: number;
  /** Answers with one JSON document of about this many bytes instead. */
  readonly bytes?: number;
}
