import type { Handler } from '../call.ts';
import { ApiError } from '../http/api-error.ts';
import { isSummary, recordingOf, toBuffer } from './recordings.ts';

/** Words of a recorded body, each with what stands there instead in this answer. */
export type Changes = Readonly<Record<string, string>>;

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The body of a recorded answer. */
export const recordedText = (name: string, changes: Changes = {}): string => {
  const { chunks } = recordingOf(name).response;
  const text = Buffer.concat(chunks.flatMap((chunk) => (isSummary(chunk) ? [] : [toBuffer(chunk)])));
  return Object.entries(changes).reduce(
    (changed, [from, to]) => changed.replaceAll(escaped(from), () => escaped(to)),
    text.toString(),
  );
};

const typeOf = (name: string): string =>
  recordingOf(name).response.headers.find(([header]) => header === 'Content-Type')?.[1] ?? '';

/** A route that gives a recorded answer. */
export const replay =
  (name: string, changes?: Changes): Handler =>
  ({ reply }) =>
    reply.send(recordingOf(name).response.status, typeOf(name), recordedText(name, changes));

/** A recorded refusal, to be thrown. */
export const refusal = (name: string, changes?: Changes): ApiError => {
  const text = recordedText(name, changes);
  const { error } = JSON.parse(text) as { error: string | { message: string } };
  const message = typeof error === 'string' ? error : error.message;
  return new ApiError(recordingOf(name).response.status, message, { contentType: typeOf(name), text });
};
