/** Who is calling, as the browser says it: never as the caller says it of itself. */
export interface Caller {
  /** Extension id: `sender.id` in the companion, or the origin in argv for a direct connection. */
  readonly id: string;
  /** False for a content script, which shares its process with a web page and gets nothing. */
  readonly page: boolean;
  /** True for the companion's own pages and background. */
  readonly own: boolean;
}

/** Whoever calls over HTTP: a key that is used there is bound to it, and is worthless to an extension. */
export const HTTP_CALLER: Caller = { id: 'http', page: true, own: false };
