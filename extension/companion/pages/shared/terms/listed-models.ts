import { host } from '../host.ts';
import type { ListedModel } from './model-rows.ts';

interface Tags {
  readonly models?: readonly { readonly name: string; readonly remote_host?: string }[];
}

/** In milliseconds. Ollama lists its models at once, even while it loads one. */
const LIST_TIMEOUT_MS = 3000;

/** The models of the user's Ollama; undefined if it does not answer. */
export const listedModels = async (): Promise<readonly ListedModel[] | undefined> => {
  try {
    const response = await host.fetch('/api/tags', { signal: AbortSignal.timeout(LIST_TIMEOUT_MS) });
    if (!response.ok) return undefined;
    const { models = [] } = (await response.json()) as Tags;
    return models.map(({ name, remote_host: remote }) => ({ name, remote: Boolean(remote) }));
  } catch {
    return undefined;
  }
};
