import type { Piece } from './way.ts';

/** Splits chunks of a reply into lines. */
export const createLines = (onLine: (line: string) => void): ((piece: Piece) => void) => {
  const decoder = new TextDecoder();
  let rest = '';
  return (piece) => {
    const lines = (
      rest + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))
    ).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
};
