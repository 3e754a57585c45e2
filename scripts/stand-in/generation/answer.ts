import type { Call } from '../call.ts';
import { encodeGoJson } from '../go/json-encode.ts';
import { ApiError } from '../http/api-error.ts';

/** A whole body with its content type. */
export interface Body {
  readonly contentType: string;
  readonly text: string;
}

/** How a family of routes puts a generation on the wire; R is the record of the native route under it. */
export interface Dialect<R> {
  readonly streamType: string;
  /** The whole answer, without streaming. */
  one(record: R): Body;
  /** A record of a stream. */
  chunk(record: R): string;
  error(status: number, message: string): Body;
  /** What a stream says when the model fails in the middle of it. */
  failure(message: string): string;
}

/** What a generating route found: one record, or many. */
export type Answer<R> = { readonly one: R } | { readonly many: AsyncIterable<R> };

/** Counts a generation while it runs and writes what it yields. */
export async function answerGeneration<R>(
  call: Call,
  dialect: Dialect<R>,
  produce: () => Promise<Answer<R>>,
): Promise<void> {
  const { reply, state } = call;
  state.activeGenerations += 1;
  state.watch.changed();
  try {
    const answer = await produce();
    if ('one' in answer) {
      const body = dialect.one(answer.one);
      reply.send(200, body.contentType, body.text);
      return;
    }
    for await (const record of answer.many) {
      await reply.write(200, dialect.streamType, dialect.chunk(record));
    }
    reply.end();
  } catch (error) {
    if (reply.gone.aborted) {
      state.aborted += 1;
      return;
    }
    if (!(error instanceof ApiError)) throw error;
    await fail(call, dialect, error);
  } finally {
    state.activeGenerations -= 1;
    state.watch.changed();
  }
}

async function fail<R>(call: Call, dialect: Dialect<R>, error: ApiError): Promise<void> {
  if (!call.reply.started) {
    const body = dialect.error(error.status, error.message);
    call.reply.send(error.status, body.contentType, body.text);
    return;
  }
  await call.reply.write(200, dialect.streamType, dialect.failure(error.message));
  call.reply.end();
}

/** The dialect of `/api`: lines of JSON. */
export function nativeDialect<R>(): Dialect<R> {
  const contentType = 'application/json; charset=utf-8';
  return {
    streamType: 'application/x-ndjson',
    one: (record) => ({ contentType, text: encodeGoJson(record) }),
    chunk: (record) => `${encodeGoJson(record)}\n`,
    error: (_status, message) => ({ contentType, text: encodeGoJson({ error: message }) }),
    failure: (message) => `${encodeGoJson({ error: message })}\n`,
  };
}
