import { createHash } from 'node:crypto';
import type { Handler } from '../call.ts';
import { nameOf } from '../models/find-model.ts';
import { refusal } from '../recorded/replay.ts';
import type { NamesModel } from './listings.ts';
import { readBody } from './read-body.ts';

const DIGEST = /^sha256[:-][0-9a-fA-F]{64}$/;
/** The digests in the recording of a mismatch: the one in the URL, and the one of the body. */
const ANNOUNCED = `sha256:${'0'.repeat(64)}`;
const SENT = 'sha256:1b507b92cc96b7c3ff786f6c77afbec19011a76b9341d15cb888348ddd1f94bf';

/** POST /api/copy */
export const copy: Handler = (call) => {
  const { models } = call.state;
  const { source = '', destination = '' } = readBody<{ source: string; destination: string }>(call);
  const to = nameOf(destination);
  const model = models.find(nameOf(source));
  if (model === undefined) throw refusal('copy-missing', { nope: source });
  models.put(to, model);
  call.reply.send(200);
};

/** DELETE /api/delete */
export const remove: Handler = (call) => {
  const { model, name } = readBody<NamesModel>(call);
  const raw = model || name || '';
  const full = nameOf(raw);
  if (!call.state.models.remove(full)) throw refusal('delete-missing', { 'turnkey-copy': raw });
  call.state.loaded.unload(full);
  call.reply.send(200);
};

const digestOf = (params: Readonly<Record<string, string>>): string => {
  const { digest = '' } = params;
  if (!DIGEST.test(digest)) throw refusal('blob-bad-digest');
  return digest;
};

/** HEAD /api/blobs/:digest */
export const headBlob: Handler = ({ params, reply, state }) => {
  const digest = digestOf(params);
  if (state.models.blobs.has(digest)) return reply.send(200);
  reply.send(404, 'application/json; charset=utf-8', `{"error":"blob \\"${digest}\\" not found"}`);
};

/** POST /api/blobs/:digest */
export const createBlob: Handler = ({ request: { body }, params, reply, state }) => {
  const digest = digestOf(params);
  const { blobs } = state.models;
  if (blobs.has(digest)) return reply.send(200);
  const actual = `sha256:${createHash('sha256').update(body).digest('hex')}`;
  // As in the real server, a blob is stored under its own digest even if the URL has another one.
  blobs.set(actual, body.toString('latin1', 0, 4));
  if (actual !== digest) throw refusal('blob-mismatch', { [SENT]: actual, [ANNOUNCED]: digest });
  reply.send(201);
};
