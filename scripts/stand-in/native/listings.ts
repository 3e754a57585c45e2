import type { Handler } from '../call.ts';
import { lookUpModel } from '../models/find-model.ts';
import { shortName } from '../models/model-name.ts';
import { recordedText } from '../recorded/replay.ts';
import { readBody } from './read-body.ts';

/** A body that names a model, in the new or the old field. */
export type NamesModel = Readonly<{ model: string; name: string }>;

/** A recorded list, whose first entry is the template for all. */
const firstOf = (name: string): { readonly details: object } => JSON.parse(recordedText(name)).models[0];

const { details } = firstOf('tags');
const LOADED = firstOf('ps-loaded');
/** Of smollm2, as its `/api/show` has it too. */
const CONTEXT_LENGTH = 8192;
const VOCABULARY = 49_152;
const MERGES = 48_900;

/** GET and HEAD /api/tags */
export const tags: Handler = ({ reply, state }) => {
  const models = state.models.list().map(({ name: full, remote, modifiedAt, size, digest, capabilities }) => {
    const name = shortName(full);
    const entry = { name, model: name, ...remote, modified_at: modifiedAt, size, digest, details };
    if (!state.options.capabilitiesInTags) return entry;
    return { ...entry, details: { ...details, context_length: CONTEXT_LENGTH }, capabilities };
  });
  reply.json({ models });
};

/** GET /api/ps */
export const ps: Handler = ({ reply, state }) => {
  const models = state.loaded.list().map(({ model, expiresAt }) => {
    const name = shortName(model.name);
    const expires_at = new Date(expiresAt).toISOString();
    return { ...LOADED, name, model: name, digest: model.digest, expires_at };
  });
  reply.json({ models });
};

/** Invented words. All lists of a tokenizer together have as many bytes as the real ones. */
const words = (count: number, prefix: string): string[] =>
  Array.from({ length: count }, (_, index) => prefix + index.toString(36).padStart(6, 'w'));

/** The lists that `show` only includes if the request is verbose. */
const tokenizer = (): object => ({
  'general.languages': ['en'],
  'tokenizer.ggml.merges': words(MERGES, 'Ġ'),
  'tokenizer.ggml.token_type': Array(VOCABULARY).fill(1),
  'tokenizer.ggml.tokens': words(VOCABULARY, ''),
});

/** POST /api/show */
export const show: Handler = (call) => {
  const { model, name, verbose } = readBody<NamesModel & { verbose: boolean }>(call);
  const stored = lookUpModel(call.state.models, model || name || '');
  const shown = JSON.parse(recordedText('show', { 'smollm2:135m': shortName(stored.name) }));
  call.reply.json({
    ...shown,
    ...stored.remote,
    model_info: { ...shown.model_info, ...(verbose === true && tokenizer()) },
    capabilities: stored.capabilities,
    modified_at: stored.modifiedAt,
  });
};
