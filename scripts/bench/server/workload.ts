/** What a request asks of the bench server: it stands in the body's `options`, where any way leaves it alone. */
export interface Workload {
  /** Lines to answer with. @default 1 */
  readonly tokens?: number;
  /** Lines per second; 0 sends as fast as the reader takes. @default 0 */
  readonly rate?: number;
  /** Lines in one write to the socket where nothing paces it. @default 1, as Ollama flushes each token */
  readonly perWrite?: number;
  /** Answers with one JSON document of about so many bytes instead. */
  readonly bytes?: number;
}
