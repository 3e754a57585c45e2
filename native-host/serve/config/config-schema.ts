import { BlockList } from 'node:net';
import * as v from 'valibot';
import { isModelName } from '../../access/model-names.ts';
import { addNetwork } from '../../http/networks.ts';

const model = v.pipe(v.string(), v.check(isModelName, 'Write a model as `ollama list` shows it.'));
const limit = v.pipe(
  v.number('Write a whole number of at least 1.'),
  v.integer('Write a whole number of at least 1.'),
  v.minValue(1, 'Write a whole number of at least 1.'),
);

/** The limits of a label, named as the options without `--limit-`. */
const limits = v.strictObject({
  concurrent: v.optional(limit),
  minute: v.optional(limit),
  day: v.optional(limit),
  month: v.optional(limit),
  'tokens-day': v.optional(limit),
  'tokens-month': v.optional(limit),
});

const network = v.pipe(
  v.string(),
  v.check(
    (text) => addNetwork(new BlockList(), text),
    'Write an address or a range, such as 10.0.0.0/8 or fd00::/8.',
  ),
);

/** What the configuration file has beside the options of `serve`, and what each key means, for the documents. */
export const SECTIONS = {
  aliases: {
    schema: v.record(v.pipe(v.string(), v.minLength(1), v.maxLength(200)), model),
    meaning: 'other names for models: `gpt-4o: llama3.2`',
  },
  fallbacks: {
    schema: v.record(model, v.pipe(v.array(model), v.minLength(1), v.maxLength(20))),
    meaning: 'models to use, in this order, when one is not installed: `llama3.3:70b: [llama3.2, qwen3]`',
  },
  'limits-by-label': {
    schema: v.record(v.string(), v.record(v.string(), limits)),
    meaning: 'limits that all keys with a label share: `team: {research: {tokens-day: 1000000}}`',
  },
  networks: {
    schema: v.array(network),
    meaning: 'addresses and ranges of clients that may use it: `[10.0.0.0/8, fd00::/8]`. Without it, all may',
  },
} as const;

export const sections = v.object({
  aliases: v.optional(SECTIONS.aliases.schema, {}),
  fallbacks: v.optional(SECTIONS.fallbacks.schema, {}),
  'limits-by-label': v.optional(SECTIONS['limits-by-label'].schema, {}),
  networks: v.optional(SECTIONS.networks.schema),
});

export type Sections = v.InferOutput<typeof sections>;
