import { ApiError, type Body } from '../api-error.ts';
import type { Reply } from './reply.ts';

/** How a family of routes formats the model's output. P is a part of an answer. */
export interface Dialect<P> {
  readonly streamType: string;
  /** A complete answer, without streaming. */
  whole(part: P): Body;
  /** A part of a stream. */
  piece(part: P): string;
  error(status: number, message: string): Body;
  /** The error in the middle of a stream. */
  failure(message: string): string;
}

/** The result of a route: one part, or a stream of parts. */
export type Answer<P> = { readonly one: P } | { readonly many: AsyncIterable<P> };

/** Writes the result of a route, or its error. */
export const writeAnswer = async <P>(
  reply: Reply,
  dialect: Dialect<P>,
  produce: () => Promise<Answer<P>>,
): Promise<void> => {
  let streams = false;
  try {
    const answer = await produce();
    if ('one' in answer) {
      const { contentType, text } = dialect.whole(answer.one);
      return reply.send(200, contentType, text);
    }
    streams = true;
    for await (const part of answer.many) await reply.write(200, dialect.streamType, dialect.piece(part));
  } catch (error) {
    if (reply.gone.aborted || !(error instanceof ApiError)) throw error;
    const { contentType, text } = dialect.error(error.status, error.message);
    if (!streams) return reply.send(error.status, contentType, text);
    // Before its first part, a stream can still send an error status.
    if (reply.started) await reply.write(200, dialect.streamType, dialect.failure(error.message));
    else await reply.write(error.status, 'application/json', text);
  }
  reply.end();
};
