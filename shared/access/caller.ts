/** The caller of a request, as the browser attests it. Nothing that the caller claims about itself is used. */
export interface Caller {
  /** Extension ID: `sender.id` in the companion, or the origin in argv for a direct connection. */
  readonly id: string;
  /** False for a content script, which shares its process with a web page and gets no access. */
  readonly page: boolean;
  /** True for the companion's own pages and background. */
  readonly own: boolean;
}

/** All clients of `serve`. A key for HTTP has this caller, so no extension can use it. */
export const HTTP_CALLER: Caller = { id: 'http', page: true, own: false };
