import { createHash } from 'node:crypto';
import type { Handler } from '../call.ts';
import { quote } from '../go/quote.ts';
import { ApiError } from '../http/api-error.ts';

const DIGEST = /^sha256[:-][0-9a-fA-F]{64}$/;

/** HEAD /api/blobs/:digest */
export const headBlob: Handler = ({ params, reply, state }) => {
  const digest = readDigest(params);
  if (!state.models.blobs.has(digest)) throw new ApiError(404, `blob ${quote(digest)} not found`);
  reply.send(200);
};

/** POST /api/blobs/:digest */
export const createBlob: Handler = ({ body, params, reply, state }) => {
  const digest = readDigest(params);
  if (state.models.blobs.has(digest)) return reply.send(200);
  const actual = `sha256:${createHash('sha256').update(body).digest('hex')}`;
  // As in the real server, a blob is kept under its own digest even if another one was announced.
  state.models.blobs.set(actual, body.subarray(0, 4).toString('latin1'));
  if (actual !== digest) {
    throw new ApiError(400, `digest mismatch, expected ${quote(digest)}, got ${quote(actual)}`);
  }
  reply.send(201);
};

function readDigest(params: Readonly<Record<string, string>>): string {
  const digest = params['digest'] ?? '';
  if (!DIGEST.test(digest)) throw new ApiError(400, 'invalid digest format');
  return digest;
}
