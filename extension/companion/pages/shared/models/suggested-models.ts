/** A model to start with. */
export interface SuggestedModel {
  /** Its name in Ollama's library. */
  readonly name: string;
  /** About how much is downloaded, in bytes. */
  readonly bytes: number;
  /** Why it is suggested: a text of `models.why`. */
  readonly why: 'balanced' | 'smallest' | 'images';
}

const MB = 1_000_000;

/**
 * What to download first while Ollama has no model, best first: small models that run on a computer without a graphics
 * card. Sizes of llama3.2 and gemma3: https://github.com/ollama/ollama/blob/v0.9.0/README.md#model-library; of qwen3:0.6b:
 * https://ollama.com/library/qwen3:0.6b
 */
export const SUGGESTED_MODELS: readonly SuggestedModel[] = [
  { name: 'llama3.2', bytes: 2_000 * MB, why: 'balanced' },
  { name: 'qwen3:0.6b', bytes: 523 * MB, why: 'smallest' },
  { name: 'gemma3', bytes: 3_300 * MB, why: 'images' },
];
