import { setTimeout as delay } from 'node:timers/promises';
import { type ModelName, nameKey } from './model-name.ts';
import type { StoredModel } from './model-store.ts';

/** How long a model stays when a request does not say. */
const KEEP_ALIVE_MS = 5 * 60_000;
/** What Ollama shows for a model that stays for ever is a date far away. */
const FOR_EVER_MS = 292 * 365 * 24 * 3_600_000;

export interface LoadedModel {
  readonly model: StoredModel;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Which models are in memory. */
export interface LoadedModels {
  list(): readonly LoadedModel[];
  /** Loads a model unless it is loaded, and sets anew how long it stays. */
  load(model: StoredModel, keepAliveMs: number | undefined, gone: AbortSignal): Promise<void>;
  unload(name: ModelName): void;
}

/** Creates the memory of a server that takes this long to load a model. */
export function createLoadedModels(loadDelayMs: number): LoadedModels {
  const loaded = new Map<string, LoadedModel>();
  const dropExpired = (): void => {
    for (const [key, { expiresAt }] of loaded) if (expiresAt <= Date.now()) loaded.delete(key);
  };
  return {
    list: () => {
      dropExpired();
      return [...loaded.values()];
    },
    load: async (model, keepAliveMs, gone) => {
      dropExpired();
      const key = nameKey(model.name);
      if (!loaded.has(key) && loadDelayMs > 0)
        await delay(loadDelayMs, undefined, { signal: gone, ref: false });
      const stay = Math.min(keepAliveMs ?? KEEP_ALIVE_MS, FOR_EVER_MS);
      loaded.set(key, { model, expiresAt: Date.now() + stay });
    },
    unload: (name) => {
      loaded.delete(nameKey(name));
    },
  };
}
