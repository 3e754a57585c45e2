/** A chunk of a reply. */
export type Piece = string | Uint8Array;

/** A connection from this page to Ollama: sends a body, passes on each chunk of the reply, and resolves at its end. */
export type Way = (path: string, body: string, onPiece: (piece: Piece) => void) => Promise<void>;

/** A connection that uses a `fetch`. */
export const fetchWay =
  (fetch: typeof globalThis.fetch, base: string): Way =>
  async (path, body, onPiece) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(base + path, { method: 'POST', headers, body });
    if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`);
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) onPiece(read.value);
  };
