import { quote } from '../go/quote.ts';
import { ApiError } from '../http/api-error.ts';

type Kind = 'integer' | 'float32' | 'boolean' | 'array';

const KINDS: Readonly<Record<string, Kind>> = {
  num_keep: 'integer',
  seed: 'integer',
  num_predict: 'integer',
  top_k: 'integer',
  repeat_last_n: 'integer',
  num_ctx: 'integer',
  num_batch: 'integer',
  num_gpu: 'integer',
  main_gpu: 'integer',
  num_thread: 'integer',
  top_p: 'float32',
  min_p: 'float32',
  typical_p: 'float32',
  temperature: 'float32',
  repeat_penalty: 'float32',
  presence_penalty: 'float32',
  frequency_penalty: 'float32',
  use_mmap: 'boolean',
  stop: 'array',
};
const FITS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  integer: (value) => typeof value === 'number',
  float32: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  array: (value) => Array.isArray(value),
};

/** The options that change what a stand-in says. */
export interface ModelOptions {
  /** How many tokens at most; undefined is no limit. */
  readonly limit: number | undefined;
  readonly stop: readonly string[];
}

/** Checks `options` as Ollama does, and takes out what matters here. Unknown names are ignored. */
export function readModelOptions(options: Readonly<Record<string, unknown>> = {}): ModelOptions {
  for (const [name, value] of Object.entries(options)) {
    const kind = KINDS[name];
    if (kind === undefined || value === null) continue;
    if (!FITS[kind](value)) throw new ApiError(500, `option ${quote(name)} must be of type ${kind}`);
  }
  const { num_predict: limit, stop } = options;
  return {
    limit: typeof limit === 'number' && limit > 0 ? Math.trunc(limit) : undefined,
    stop: Array.isArray(stop) ? stop.filter((word) => typeof word === 'string' && word !== '') : [],
  };
}
