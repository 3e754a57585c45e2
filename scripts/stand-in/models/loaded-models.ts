import { setTimeout as delay } from 'node:timers/promises';
import type { StoredModel } from './model-store.ts';

/** The default of `keep_alive`. */
const KEEP_ALIVE = '5m';
/** For a model that is never unloaded, Ollama shows a date in the far future. */
const FOR_EVER_MS = 292 * 365 * 24 * 3_600_000;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Parses `keep_alive`: seconds, or a Go duration such as `1h30m`. A negative one means for ever. */
export type KeepAlive = number | string;

/** The models in memory. */
export interface LoadedModels {
  /** Each model with the time at which it is unloaded, in milliseconds since 1970. */
  list(): readonly { readonly model: StoredModel; readonly expiresAt: number }[];
  /** Loads a model if necessary, and sets how long it stays loaded. */
  load(model: StoredModel, keepAlive: KeepAlive | undefined, gone: AbortSignal): Promise<void>;
  unload(name: string): void;
}

const stayOf = (keepAlive: KeepAlive = KEEP_ALIVE): number => {
  const text = typeof keepAlive === 'number' ? `${keepAlive}s` : keepAlive;
  const parts = [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  const stay = parts.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (UNITS[unit] ?? 0), 0);
  return text.startsWith('-') ? FOR_EVER_MS : Math.min(stay, FOR_EVER_MS);
};

/** Creates the memory of a server. @param loadDelayMs how long it takes to load a model */
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
