import { encodeGoJson } from '../go/json-encode.ts';
import type { Dialect } from '../http/answer.ts';

const line = (value: unknown): string => `${encodeGoJson(value)}\n`;

/** The dialect of `/api`: JSON, and lines of it. Progress answers come without a charset. */
export function nativeDialect<R>(contentType = 'application/json; charset=utf-8'): Dialect<R> {
  return {
    streamType: 'application/x-ndjson',
    one: (record) => ({ contentType, text: encodeGoJson(record) }),
    chunk: line,
    error: (_status, message) => ({ contentType, text: encodeGoJson({ error: message }) }),
    failure: (message) => line({ error: message }),
  };
}
