import { fullModelName } from '../access/model-names.ts';
import { askJson } from './ask-json.ts';
import type { Relay } from './relay.ts';

/** Whether a model runs on another server. */
type IsRemote = (name: string) => boolean;

/** Looks up which models Ollama runs on other servers. */
export interface ModelCatalog {
  /**
   * Returns a function that reports whether one of these models runs on another server (`remote_host` in Ollama's list),
   * or a promise of it if Ollama has to be asked. Rejects if Ollama does not respond, because a model must not count as
   * local by mistake.
   */
  lookUp(models: readonly string[]): IsRemote | Promise<IsRemote>;
  /** Requests the list, so that the next look-up joins it. It also opens a connection. A failure is not reported. */
  prepare(): void;
  /** Whether Ollama has a model. Rejects if it does not respond. */
  has(model: string): Promise<boolean>;
  /** Discards the cached list, because a model may have changed. */
  forget(): void;
  /** Aborts a list that is being requested. */
  close(): void;
}

/**
 * How long a list is used after it was requested, in milliseconds. A model missing from it is looked up at once. If
 * another client replaces a local model by a remote one of the same name, it counts as local for that long. A look-up per
 * request would delay the first token by 2 ms with one model and 8 ms with 300 (Ollama 0.33).
 */
const FRESH_MS = 1_000;

/** Age of the list from which a look-up refreshes it in the background, in milliseconds, so that no later one waits. */
const REFRESH_MS = 500;

interface Listing {
  readonly at: number;
  readonly isRemote: IsRemote;
  readonly known: ReadonlySet<string>;
}

const read = (value: unknown, at: number): Listing => {
  const models = (value as { models?: unknown } | null)?.models;
  const remote = new Set<string>();
  const known = new Set<string>();
  for (const entry of Array.isArray(models) ? models : []) {
    const { name, model, remote_host: host, remote_model: other } = Object(entry) as Record<string, unknown>;
    for (const each of [name, model]) {
      if (typeof each !== 'string') continue;
      known.add(fullModelName(each));
      if (host || other) remote.add(fullModelName(each));
    }
  }
  return { at, isRemote: (name) => remote.has(fullModelName(name)), known };
};

const knowsAll = ({ known }: Listing, models: readonly string[]): boolean =>
  models.every((model) => known.has(fullModelName(model)));

/** Caches Ollama's list of models for {@link FRESH_MS}. */
export const createModelCatalog = (relay: Relay, now: () => number): ModelCatalog => {
  let listing: Listing | undefined;
  let asking: { readonly at: number; readonly answer: Promise<Listing> } | undefined;
  /** Incremented whenever the list is discarded. */
  let era = 0;
  const closing = new AbortController();

  const ask = (): Promise<Listing> => {
    const since = era;
    const at = now();
    const answer = askJson(relay, '/api/tags', closing.signal)
      .then((value) => {
        const found = read(value, at);
        // A list requested before a change may not show it, and a newer list may have arrived.
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

  /** For models that the present list does not have, or has no more. */
  const readNewer = async (models: readonly string[]): Promise<Listing> => {
    const joined = asking && isFresh(asking) ? await asking.answer : undefined;
    // The model may have been created after that list was requested.
    return joined && knowsAll(joined, models) ? joined : ask();
  };

  /** The present list, if it is new and has these models. */
  const present = (models: readonly string[]): Listing | undefined => {
    if (!listing || !isFresh(listing) || !knowsAll(listing, models)) return undefined;
    // A failure is reported once the list has expired.
    if (!asking && now() - listing.at >= REFRESH_MS) ask().catch(() => {});
    return listing;
  };

  return {
    lookUp(models) {
      return present(models)?.isRemote ?? readNewer(models).then(({ isRemote }) => isRemote);
    },
    prepare() {
      if (!asking && !(listing && isFresh(listing))) ask().catch(() => {});
    },
    async has(model) {
      const { known } = present([model]) ?? (await readNewer([model]));
      return known.has(fullModelName(model));
    },
    forget() {
      era += 1;
      listing = undefined;
      asking = undefined;
    },
    close: () => closing.abort(),
  };
};
