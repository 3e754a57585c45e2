import type { IncomingMessage } from 'node:http';
import { type RequestHead, readHead } from '../request-head.ts';

/** Makes the head of a request with these headers. */
export const headOf = (
  url: string,
  headers: Readonly<Record<string, string>> | readonly string[] = {},
  method = 'GET',
): RequestHead => {
  const rawHeaders = Array.isArray(headers) ? headers : Object.entries(headers).flat();
  return readHead({ method, url, rawHeaders } as unknown as IncomingMessage);
};
