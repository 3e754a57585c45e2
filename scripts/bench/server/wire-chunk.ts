/** Encodes bytes as one HTTP/1.1 chunk (RFC 9112, section 7.1). Ollama sends each token as one. */
export const wireChunk = (content: string): string =>
  `${Buffer.byteLength(content).toString(16)}\r\n${content}\r\n`;

export const LAST_CHUNK = '0\r\n\r\n';

const BEGIN = Date.UTC(2026, 0, 1);

/** One line of a streamed chat, as Ollama writes it. `at`: its time, in milliseconds. */
export const tokenLine = (content: string, at: number, extra?: Record<string, unknown>): string =>
  `${JSON.stringify({
    model: 'bench',
    created_at: `${new Date(BEGIN + at).toISOString().slice(0, -1)}${String(Math.floor((at % 1) * 1e6)).padStart(6, '0')}Z`,
    message: { role: 'assistant', content },
    done: false,
    ...extra,
  })}\n`;
