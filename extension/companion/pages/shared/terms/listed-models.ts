import { host } from '../host.ts';
import type { ListedModel } from './model-rows.ts';

interface Tags {
  readonly models?: readonly { readonly name: string; readonly remote_host?: string }[];
}

/** Ollama may be loading a model, but it lists what there is at once: one that does not is not there. */
const PATIENCE_MS = 3000;

/** What Ollama has; undefined where it does not say. */
export const listedModels = async (): Promise<readonly ListedModel[] | undefined> => {
  try {
    const response = await host.fetch('/api/tags', { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) return undefined;
    const { models = [] } = (await response.json()) as Tags;
    return models.map(({ name, remote_host: remote }) => ({ name, remote: Boolean(remote) }));
  } catch {
    return undefined;
  }
};
