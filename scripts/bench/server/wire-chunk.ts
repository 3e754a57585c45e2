/** Encodes bytes as one HTTP/1.1 chunk (RFC 9112, section 7.1). Ollama sends each token as one. */
export const wireChunk = (content: string): string =>
  `${Buffer.byteLength(content).toString(16)}\r\n${content}\r\n`;

export const LAST_CHUNK = '0\r\n\r\n';

/** One line of a streamed chat, as Ollama writes it. */
export const tokenLine = (content: string, extra?: Record<string, unknown>): string =>
  `${JSON.stringify({
    model: 'bench',
    created_at: '2026-01-01T00:00:00.000000000Z',
    message: { role: 'assistant', content },
    done: false,
    ...extra,
  })}\n`;
