/** A model as the list shows it. */
export interface ModelEntry {
  readonly name: string;
  /** Size on disk in bytes; null for a model that runs on ollama.com. */
  readonly bytes: number | null;
  /** How many parameters it has, as Ollama writes it: `3.2B`. */
  readonly parameters: string | undefined;
  readonly quantization: string | undefined;
  /** The longest context that it was trained for, in tokens. */
  readonly contextLength: number | undefined;
  /** Ollama's names of what it can do; undefined if Ollama does not say. */
  readonly capabilities: readonly string[] | undefined;
  /** Until when it stays in memory, in milliseconds since the epoch; null if it is not in memory. */
  readonly loadedUntil: number | null;
}

/** An entry of `/api/tags`. Every field but the name may be missing in some version. */
export interface Listed {
  readonly name: string;
  readonly size?: number;
  readonly remote_host?: string;
  readonly details?: { readonly parameter_size?: string; readonly quantization_level?: string };
}

/** An entry of `/api/ps`. */
export interface Loaded {
  readonly name: string;
  readonly expires_at?: string;
}

/** What `listModels` of the SDK found out about a model. */
export interface Described {
  readonly name: string;
  readonly capabilities?: readonly string[] | undefined;
  readonly contextLength?: number | undefined;
}

/** Whether a name says that the model runs on ollama.com: its tag is `cloud` or ends in `-cloud`. */
const isCloudName = (name: string): boolean => /:([^/:]*-)?cloud$/i.test(name);

/** A model that is unloaded only on request has a time centuries ahead. */
const endOf = ({ expires_at: text }: Loaded): number => {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at;
};

/** Joins Ollama's lists to what the page shows of each model, in Ollama's order: newest first. */
export const modelEntries = (
  listed: readonly Listed[],
  loaded: readonly Loaded[],
  described: readonly Described[],
): readonly ModelEntry[] =>
  listed.map(({ name, size, remote_host: remote, details = {} }) => {
    const inMemory = loaded.find((each) => each.name === name);
    const { capabilities, contextLength } = described.find((each) => each.name === name) ?? {};
    return {
      ...{ name, capabilities, contextLength },
      bytes: remote || isCloudName(name) ? null : (size ?? 0),
      parameters: details.parameter_size || undefined,
      quantization: details.quantization_level || undefined,
      loadedUntil: inMemory ? endOf(inMemory) : null,
    };
  });

/** The models whose name contains every word of a text. */
export const findModels = (entries: readonly ModelEntry[], text: string): readonly ModelEntry[] => {
  const wanted = text.toLowerCase().split(/\s+/);
  return entries.filter(({ name }) => wanted.every((word) => name.toLowerCase().includes(word)));
};

/** The size of all models on disk, in bytes. Layers that models share count for each of them. */
export const totalBytes = (entries: readonly ModelEntry[]): number =>
  entries.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
