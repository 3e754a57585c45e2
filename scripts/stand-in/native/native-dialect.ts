import { JSON_TYPE } from '../api-error.ts';
import type { Part } from '../generation/part.ts';
import type { Dialect } from '../http/write-answer.ts';
import { toJson } from '../json.ts';

/** The format of the `/api` routes: JSON, or lines of JSON. */
export const nativeDialect = <P>(toRecord: (part: P) => unknown, contentType = JSON_TYPE): Dialect<P> => ({
  streamType: 'application/x-ndjson',
  whole: (part) => ({ contentType, text: toJson(toRecord(part)) }),
  piece: (part) => `${toJson(toRecord(part))}\n`,
  error: (_status, message) => ({ contentType, text: toJson({ error: message }) }),
  failure: (message) => `${toJson({ error: message })}\n`,
});

/** A record of `/api/chat` or `/api/generate`. `said` has the fields that differ between the two. */
export const toRecord = ({ model, done, logprobs }: Part, said: object, last: object = {}): object => ({
  model,
  created_at: new Date().toISOString(),
  ...said,
  done: done !== undefined,
  ...(done && { done_reason: done.reason, ...(done.metrics && last), ...done.metrics }),
  ...(logprobs && { logprobs }),
});
