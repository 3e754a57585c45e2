/** Who is calling, as the browser says it: never as the caller says it of itself. */
export interface Caller {
  /** Extension id: `sender.id` in the companion, or the origin in argv for a direct connection. */
  readonly id: string;
  /** False for a content script, which shares its process with a web page and gets nothing. */
  readonly page: boolean;
  /** True for the companion's own pages and background. */
  readonly own: boolean;
}

/** Every client of `serve`. A key that was made for HTTP names it as its caller, and no extension can use that key. */
export const HTTP_CALLER: Caller = { id: 'http', page: true, own: false };
