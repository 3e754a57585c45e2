export type Capability = 'completion' | 'tools' | 'thinking' | 'embedding' | 'vision' | 'decision';

/** A model that a stand-in has. */
export interface ModelSpec {
  readonly name: string;
  /** Default: `['completion']`. */
  readonly capabilities?: readonly Capability[];
  /** Both are set for a local name of a model that runs on ollama.com. */
  readonly remoteModel?: string;
  readonly remoteHost?: string;
}
