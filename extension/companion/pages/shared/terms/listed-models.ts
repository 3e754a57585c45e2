import { host } from '../host.ts';
import type { ListedModel } from './model-rows.ts';

interface Tags {
  readonly models?:
    | readonly {
        readonly name: string;
        readonly remote_host?: string;
        readonly size?: number;
        readonly digest?: string;
        /** Of Ollama 0.33, and not of 0.24. */
        readonly capabilities?: readonly string[];
      }[]
    | null;
}

/** In milliseconds. Ollama lists its models at once, even while it loads one. */
const LIST_TIMEOUT_MS = 3000;

const list = async (path: string): Promise<NonNullable<Tags['models']> | undefined> => {
  try {
    const response = await host.fetch(path, { signal: AbortSignal.timeout(LIST_TIMEOUT_MS) });
    if (!response.ok) return undefined;
    return ((await response.json()) as Tags).models ?? [];
  } catch {
    return undefined;
  }
};

const lookUp = async (model: string): Promise<readonly string[] | undefined> => {
  const response = await host.fetch('/api/show', { method: 'POST', body: JSON.stringify({ model }) });
  if (response.ok)
    return ((await response.json()) as { capabilities?: readonly string[] }).capabilities ?? [];
  await response.body?.cancel();
  return undefined;
};

/** The models of the user's Ollama; undefined if it does not answer. */
export const listedModels = async (): Promise<readonly ListedModel[] | undefined> => {
  const [models, running = []] = await Promise.all([list('/api/tags'), list('/api/ps')]);
  const loaded = new Set(running.map(({ name }) => name));
  return models?.map(({ name, remote_host: remote, size, digest, capabilities }) => ({
    ...{ name, size, digest, capabilities },
    remote: Boolean(remote),
    loaded: loaded.has(name),
    lookUp: () => lookUp(name),
  }));
};
