/** Who is calling, as the browser says it: never as the caller says it of itself. */
export interface Caller {
  /** Extension id: `sender.id` in the companion, or the origin in argv for a direct connection. */
  readonly id: string;
  /** False for a content script, which shares its process with a web page and gets nothing. */
  readonly page: boolean;
  /** True for the companion's own pages and background. */
  readonly own: boolean;
}

/** The caller of every request that comes over HTTP: a key that is bound to it serves no extension. */
export const CALLER_HTTP = 'http';
