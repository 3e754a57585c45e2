/** A piece of a reply, as its way hands it on. */
export type Piece = string | Uint8Array;

/** One of the ways from this page to Ollama: sends a body, hands on each piece, settles at the end. */
export type Way = (path: string, body: string, onPiece: (piece: Piece) => void) => Promise<void>;

/** A way that is a `fetch`. */
export const fetchWay =
  (fetch: typeof globalThis.fetch, base: string): Way =>
  async (path, body, onPiece) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(base + path, { method: 'POST', headers, body });
    if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`);
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) onPiece(read.value);
  };
