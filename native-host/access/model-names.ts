/** Ollama takes a name without a tag for `:latest`, and names without regard to case. */
export const plainModelName = (name: string): string => {
  const lower = name.toLowerCase();
  const tagged = lower.slice(lower.lastIndexOf('/') + 1).includes(':');
  return tagged ? lower : `${lower}:latest`;
};

/** Whether a name stands for a model on ollama.com: a tag `cloud`, or one that ends in `-cloud`. */
export const isCloudModel = (name: string): boolean => /[:-]cloud$/i.test(name);
