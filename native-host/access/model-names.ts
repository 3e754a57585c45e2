/** Ollama takes a name without a tag for `:latest`, and names without regard to case. */
export const plainModelName = (name: string): string => {
  const lower = name.toLowerCase();
  const tagged = lower.slice(lower.lastIndexOf('/') + 1).includes(':');
  return tagged ? lower : `${lower}:latest`;
};

/**
 * Whether a name holds nothing but what Ollama's names are made of (types/model/name.go). Others are refused:
 * Ollama trims white space around a name and around its tag, so that `x: cloud` runs on ollama.com too.
 */
export const isModelName = (name: string): boolean => /^[\w.:/-]+$/.test(name);

/** Whether a name stands for a model on ollama.com: a tag `cloud`, or one that ends in `-cloud`. */
export const isCloudModel = (name: string): boolean => {
  const [, ...tags] = name.slice(name.lastIndexOf('/') + 1).split(':');
  return tags.some((tag) => /(^|-)cloud$/i.test(tag));
};
