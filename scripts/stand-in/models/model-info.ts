const LAYERS = 30;
const VOCABULARY = 49_152;
const MERGES = 48_900;

/** What a GGUF file says about SmolLM2; the lists of its tokenizer only when asked for. */
export function modelInfo(verbose: boolean): Readonly<Record<string, unknown>> {
  const list = (make: () => unknown[]): unknown[] | null => (verbose ? make() : null);
  return {
    'general.architecture': 'llama',
    'general.basename': 'smollm2',
    'general.file_type': 3,
    'general.finetune': '8k-lc100k-mix1-ep2',
    'general.languages': list(() => ['en']),
    'general.license': 'apache-2.0',
    'general.organization': 'HuggingFaceTB',
    'general.parameter_count': 134_515_008,
    'general.quantization_version': 2,
    'general.size_label': '135M',
    'general.type': 'model',
    'llama.attention.head_count': 9,
    'llama.attention.head_count_kv': 3,
    'llama.attention.layer_norm_rms_epsilon': 0.00001,
    'llama.block_count': LAYERS,
    'llama.context_length': 8192,
    'llama.embedding_length': 576,
    'llama.feed_forward_length': 1536,
    'llama.rope.dimension_count': 64,
    'llama.rope.freq_base': 100_000,
    'llama.vocab_size': VOCABULARY,
    'tokenizer.ggml.add_bos_token': false,
    'tokenizer.ggml.add_space_prefix': false,
    'tokenizer.ggml.bos_token_id': 1,
    'tokenizer.ggml.eos_token_id': 2,
    'tokenizer.ggml.merges': list(() => words(MERGES, 'Ġ')),
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.padding_token_id': 2,
    'tokenizer.ggml.pre': 'smollm',
    'tokenizer.ggml.token_type': list(() => Array(VOCABULARY).fill(1)),
    'tokenizer.ggml.tokens': list(() => words(VOCABULARY, '')),
    'tokenizer.ggml.unknown_token_id': 0,
  };
}

/** The tensors in the order in which Ollama lists them: layers sorted as text. */
export function tensors(): readonly unknown[] {
  const layers = Array.from({ length: LAYERS }, (_, index) => `blk.${index}`).toSorted();
  const tensor = (name: string, type: string, ...shape: number[]): unknown => ({
    name: `${name}.weight`,
    type,
    shape,
  });
  return [
    tensor('token_embd', 'Q8_0', 576, VOCABULARY),
    ...layers.flatMap((layer) => [
      tensor(`${layer}.attn_norm`, 'F32', 576),
      tensor(`${layer}.ffn_down`, 'Q4_1', 1536, 576),
      tensor(`${layer}.ffn_gate`, 'Q4_1', 576, 1536),
      tensor(`${layer}.ffn_up`, 'Q4_1', 576, 1536),
      tensor(`${layer}.ffn_norm`, 'F32', 576),
      tensor(`${layer}.attn_k`, 'Q4_1', 576, 192),
      tensor(`${layer}.attn_output`, 'Q4_1', 576, 576),
      tensor(`${layer}.attn_q`, 'Q4_1', 576, 576),
      tensor(`${layer}.attn_v`, 'Q4_1', 576, 192),
    ]),
    tensor('output_norm', 'F32', 576),
  ];
}

/** Made-up words, long enough that all lists together are as many bytes as the real ones. */
function words(count: number, prefix: string): string[] {
  return Array.from({ length: count }, (_, index) => prefix + index.toString(36).padStart(6, 'w'));
}
