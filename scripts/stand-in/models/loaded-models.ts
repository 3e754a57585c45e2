import { setTimeout as delay } from 'node:timers/promises';
import type { StoredModel } from './model-store.ts';

/** How long a model stays when a request does not say. */
const KEEP_ALIVE_MS = 5 * 60_000;
/** What Ollama shows for a model that stays for ever is a date far away. */
const FOR_EVER_MS = 292 * 365 * 24 * 3_600_000;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `keep_alive`: seconds, or a duration of Go with one unit such as `5m`. A negative one means for ever. */
export type KeepAlive = number | string;

/** Which models are in memory. */
export interface LoadedModels {
  /** With the time at which each is unloaded, in milliseconds since 1970. */
  list(): readonly { readonly model: StoredModel; readonly expiresAt: number }[];
  /** Loads a model unless it is loaded, and sets how long it stays from now on. */
  load(model: StoredModel, keepAlive: KeepAlive | undefined, gone: AbortSignal): Promise<void>;
  unload(name: string): void;
}

const stayOf = (keepAlive: KeepAlive | undefined): number => {
  if (keepAlive === undefined) return KEEP_ALIVE_MS;
  const [, amount, unit = 's'] = /^(-?[\d.]+)(ms|s|m|h)?$/.exec(String(keepAlive)) ?? [];
  const stay = Number(amount ?? KEEP_ALIVE_MS / 1000) * (UNITS[unit] ?? 1);
  return stay < 0 ? FOR_EVER_MS : Math.min(stay, FOR_EVER_MS);
};

/** Creates the memory of a server that takes this long to load a model. */
export const createLoadedModels = (loadDelayMs: number): LoadedModels => {
  const loaded = new Map<string, { model: StoredModel; expiresAt: number }>();
  const dropExpired = (): void => {
    for (const [key, { expiresAt }] of loaded) if (expiresAt <= Date.now()) loaded.delete(key);
  };
  return {
    list: () => {
      dropExpired();
      return [...loaded.values()];
    },
    load: async (model, keepAlive, gone) => {
      dropExpired();
      const key = model.name.toLowerCase();
      if (!loaded.has(key) && loadDelayMs > 0) {
        await delay(loadDelayMs, undefined, { signal: gone, ref: false });
      }
      loaded.set(key, { model, expiresAt: Date.now() + stayOf(keepAlive) });
    },
    unload: (name) => void loaded.delete(name.toLowerCase()),
  };
};
