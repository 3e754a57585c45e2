import { fullModelName } from '../access/model-names.ts';
import { askJson } from './ask-json.ts';
import type { Relay } from './relay.ts';

/** Whether a model runs on another server. */
type IsRemote = (name: string) => boolean;

/** Where Ollama runs its models, according to Ollama itself. */
export interface ModelCatalog {
  /**
   * Looks up which of these models Ollama runs on another server (`remote_host` in its list), whatever their names.
   * Rejects if Ollama does not answer: a model not known to be local must not pass as one.
   */
  lookUp(models: readonly string[]): Promise<IsRemote>;
  /** Discards what is known, because a model may have changed. */
  forget(): void;
}

/**
 * How long a list is believed after Ollama was asked for it, in milliseconds. A model missing from it is looked up at
 * once. A model that something other than Turnkey replaced meanwhile by one of the same name on another server counts
 * as local for that long. Asking for each request would delay its first token: by 2 ms with one model and 8 ms with 300
 * (Ollama 0.33).
 */
const FRESH_MS = 1_000;

/** Age at which a look-up asks for the next list in the background, in milliseconds, so that no later one waits for it. */
const REFRESH_MS = 500;

interface Listing {
  readonly at: number;
  readonly remote: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
}

interface Entry {
  readonly name?: unknown;
  readonly model?: unknown;
  readonly remote_host?: unknown;
  readonly remote_model?: unknown;
}

const read = (value: unknown, at: number): Listing => {
  const models = (value as { models?: readonly Entry[] } | null)?.models;
  const remote = new Set<string>();
  const known = new Set<string>();
  for (const entry of Array.isArray(models) ? (models as readonly (Entry | null)[]) : []) {
    const { name, model, remote_host: host, remote_model: other } = entry ?? {};
    for (const each of [name, model]) {
      if (typeof each !== 'string') continue;
      known.add(fullModelName(each));
      if (host || other) remote.add(fullModelName(each));
    }
  }
  return { at, remote, known };
};

/** Keeps Ollama's list of models while requests use it. No list is used for longer than {@link FRESH_MS}. */
export const createModelCatalog = (relay: Relay, now: () => number): ModelCatalog => {
  let listing: Listing | undefined;
  let asking: { readonly at: number; readonly answer: Promise<Listing> } | undefined;
  /** Incremented whenever the list is discarded. */
  let era = 0;

  const ask = (): Promise<Listing> => {
    const since = era;
    const at = now();
    const answer = askJson(relay, '/api/tags')
      .then((value) => {
        const found = read(value, at);
        // A list asked for before a change may not show it, and a newer list may have arrived.
        if (since === era && !(listing && listing.at > at)) listing = found;
        return found;
      })
      .finally(() => {
        if (asking?.answer === answer) asking = undefined;
      });
    asking = { at, answer };
    return answer;
  };

  const isFresh = ({ at }: { readonly at: number }) => now() - at < FRESH_MS;

  return {
    async lookUp(models) {
      const names = models.map(fullModelName);
      const knowsAll = ({ known }: Listing) => names.every((name) => known.has(name));
      let found = listing && isFresh(listing) && knowsAll(listing) ? listing : undefined;
      if (found) {
        // A failure shows when the list has expired.
        if (!asking && now() - found.at >= REFRESH_MS) ask().catch(() => {});
      } else if (asking && isFresh(asking)) {
        const joined = await asking.answer;
        // The model may have been created after that list was asked for.
        if (knowsAll(joined)) found = joined;
      }
      const { remote } = found ?? (await ask());
      return (name) => remote.has(fullModelName(name));
    },
    forget() {
      era += 1;
      listing = undefined;
      asking = undefined;
    },
  };
};
