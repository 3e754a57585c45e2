import { ApiError } from './api-error.ts';
import type { Reply } from './reply.ts';

/** A whole body with its content type. */
export interface Body {
  readonly contentType: string;
  readonly text: string;
}

/** How a family of routes puts records on the wire; R is the record of the native route under it. */
export interface Dialect<R> {
  readonly streamType: string;
  /** The whole answer, without streaming. */
  one(record: R): Body;
  /** A record of a stream. */
  chunk(record: R): string;
  error(status: number, message: string): Body;
  /** What a stream says when it fails in the middle. */
  failure(message: string): string;
}

/** What a route found: one record, or many. */
export type Answer<R> = { readonly one: R } | { readonly many: AsyncIterable<R> };

/** Writes what a route found, or why it did not. */
export async function writeAnswer<R>(
  reply: Reply,
  dialect: Dialect<R>,
  produce: () => Promise<Answer<R>> | Answer<R>,
): Promise<void> {
  let streams = false;
  try {
    const answer = await produce();
    if ('one' in answer) {
      const body = dialect.one(answer.one);
      reply.send(200, body.contentType, body.text);
      return;
    }
    streams = true;
    for await (const record of answer.many) await reply.write(200, dialect.streamType, dialect.chunk(record));
  } catch (error) {
    if (reply.gone.aborted || !(error instanceof ApiError)) throw error;
    const body = dialect.error(error.status, error.message);
    if (!streams) {
      reply.send(error.status, body.contentType, body.text);
      return;
    }
    // A stream that fails before its first record still has the status to say so.
    if (reply.started) await reply.write(200, dialect.streamType, dialect.failure(error.message));
    else await reply.write(error.status, 'application/json', body.text);
  }
  reply.end();
}
