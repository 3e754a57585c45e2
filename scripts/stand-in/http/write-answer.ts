import { ApiError, type Body } from '../api-error.ts';
import type { Reply } from './reply.ts';

/** How a family of routes writes what a model says; P is one part of an answer. */
export interface Dialect<P> {
  readonly streamType: string;
  /** The whole answer, without streaming. */
  whole(part: P): Body;
  /** A part of a stream. */
  piece(part: P): string;
  error(status: number, message: string): Body;
  /** What a stream says when it fails in the middle. */
  failure(message: string): string;
}

/** What a route found: one part, or many. */
export type Answer<P> = { readonly one: P } | { readonly many: AsyncIterable<P> };

/** Writes what a route found, or why it found nothing. */
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
    // A stream that fails before its first part can still send another status.
    if (reply.started) await reply.write(200, dialect.streamType, dialect.failure(error.message));
    else await reply.write(error.status, 'application/json', text);
  }
  reply.end();
};
