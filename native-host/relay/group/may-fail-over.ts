import { Readable } from 'node:stream';
import type { UpstreamRequest } from '../relay.ts';

/** The connection was never made: not a byte of the request has left. */
const NEVER_SENT = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether a request failed before anything of it could reach Ollama. */
export const wasNeverSent = ({ code }: Error & { readonly code?: string }): boolean =>
  code !== undefined && NEVER_SENT.has(code);

/**
 * Whether a request that failed before its answer began may go to another Ollama: it never left, or asking
 * twice changes nothing. A streamed body can't be sent again.
 */
export const mayFailOver = ({ method, body }: UpstreamRequest, error: Error): boolean =>
  !(body instanceof Readable) && (method === 'GET' || method === 'HEAD' || wasNeverSent(error));
