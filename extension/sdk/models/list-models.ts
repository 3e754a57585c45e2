import type { Turnkey } from '../turnkey.ts';
import { readRefusal } from './read-refusal.ts';

/** What a model can do, by Ollama's word for it. */
const CAPABILITIES = { chat: 'completion', embed: 'embedding', vision: 'vision', tools: 'tools' } as const;

/** What a model can be used for: to chat, to embed text, to read images, or to call tools. */
export type Ability = keyof typeof CAPABILITIES;

/** A model of the user's Ollama that the extension may use. */
export interface Model {
  readonly name: string;
  /** Ollama's names of what it can do, as `completion` or `embedding`; undefined if Ollama does not say. */
  readonly capabilities?: readonly string[] | undefined;
  /** The longest context that it was trained for, in tokens; undefined if Ollama does not say. */
  readonly contextLength?: number | undefined;
}

/** Options of `listModels`. All are optional. */
export interface ListOptions {
  /** Leaves out models that cannot do this. Models of which Ollama does not say it stay. @default all models */
  readonly can?: Ability | undefined;
  /** Aborts the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

type Abilities = Omit<Model, 'name'>;

/** An entry of `/api/tags`. Ollama 0.24 has neither `capabilities` nor `context_length` in it; 0.33 has both. */
interface Entry {
  readonly name: string;
  readonly digest: string;
  readonly capabilities?: readonly string[];
  readonly details?: { readonly context_length?: number };
}

/** The reply of `/api/show`. `model_info` has the context length with the architecture before it. */
interface Shown {
  readonly capabilities?: readonly string[];
  readonly model_info?: Readonly<Record<string, unknown>>;
}

/** How many requests to `/api/show` run at the same time. */
const AT_ONCE = 4;

const readShown = ({ capabilities, model_info = {} }: Shown): Abilities => ({
  capabilities,
  contextLength: Object.entries(model_info).find(([key]) => key.endsWith('.context_length'))?.[1] as number,
});

/** What `/api/show` said of each model, by its digest, which changes whenever the model does. One map per `fetch`. */
const caches = new WeakMap<typeof fetch, Map<string, Abilities>>();

const cacheOf = ({ fetch }: Pick<Turnkey, 'fetch'>): Map<string, Abilities> => {
  const cache = caches.get(fetch) ?? new Map<string, Abilities>();
  caches.set(fetch, cache);
  return cache;
};

/**
 * Lists the models of the user's Ollama that this extension may use, newest first. Needs the scope `read`. What a model
 * can do is read from the list, or for an older Ollama from each model once. Rejects as `turnkey.fetch` does, with a
 * TurnkeyError if the user has not allowed it, and otherwise with an Error that has Ollama's message.
 *
 * @example
 * const [model] = await listModels(turnkey, { can: 'chat' });
 */
export const listModels = async (
  turnkey: Pick<Turnkey, 'fetch'>,
  { can, signal }: ListOptions = {},
): Promise<readonly Model[]> => {
  const shown = cacheOf(turnkey);
  const init = signal ? { signal } : {};
  const response = await turnkey.fetch('http://ollama/api/tags', init);
  if (!response.ok) throw await readRefusal(response);
  const { models } = (await response.json()) as { models: readonly Entry[] | null };
  const entries = models ?? [];

  const unknown = entries.filter(({ capabilities, digest }) => !capabilities && !shown.has(digest)).values();
  const show = async () => {
    for (const { name, digest } of unknown) {
      const body = JSON.stringify({ model: name });
      const reply = await turnkey.fetch('http://ollama/api/show', { method: 'POST', body, ...init });
      if (reply.ok) shown.set(digest, readShown((await reply.json()) as Shown));
      else await reply.body?.cancel();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, show));

  return entries
    .map(({ name, digest, capabilities, details }): Model => {
      const contextLength = details?.context_length;
      return { name, ...(capabilities ? { capabilities, contextLength } : shown.get(digest)) };
    })
    .filter(({ capabilities }) => !can || (capabilities?.includes(CAPABILITIES[can]) ?? true));
};
