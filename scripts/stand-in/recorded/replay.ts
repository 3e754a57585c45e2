import { ApiError, type Body } from '../api-error.ts';
import { isSummary, recordingOf, toBuffer } from './recordings.ts';

/** Texts of a recorded body, each with its replacement in this response. */
export type Changes = Readonly<Record<string, string>>;

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The body of a recorded response. */
export const recordedText = (name: string, changes: Changes = {}): string => {
  const { chunks } = recordingOf(name).response;
  const text = Buffer.concat(chunks.flatMap((chunk) => (isSummary(chunk) ? [] : [toBuffer(chunk)])));
  return Object.entries(changes).reduce(
    (changed, [from, to]) => changed.replaceAll(escaped(from), () => escaped(to)),
    text.toString(),
  );
};

/** The status and the body of a recorded response. */
export const recordedAnswer = (name: string, changes?: Changes): { status: number; body: Body } => {
  const { status, headers } = recordingOf(name).response;
  const contentType = headers.find(([header]) => header === 'Content-Type')?.[1] ?? '';
  return { status, body: { contentType, text: recordedText(name, changes) } };
};

/** A recorded error response, to be thrown. */
export const refusal = (name: string, changes?: Changes): ApiError => {
  const { status, body } = recordedAnswer(name, changes);
  const { error } = JSON.parse(body.text) as { error: string | { message: string } };
  return new ApiError(status, typeof error === 'string' ? error : error.message, body);
};
