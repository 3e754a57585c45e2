interface Tags {
  readonly models?: readonly { readonly name: string }[] | null;
  readonly error?: string;
}

/** The names of the models that may be used, newest first. Throws Ollama's error message. */
export const listModels = async (fetch: typeof globalThis.fetch): Promise<readonly string[]> => {
  const response = await fetch('http://ollama/api/tags');
  const { models, error } = (await response.json()) as Tags;
  if (!response.ok) throw new Error(error ?? response.statusText);
  return (models ?? []).map(({ name }) => name);
};
