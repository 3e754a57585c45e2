import { fullModelName } from '../access/model-names.ts';
import { askJson } from './ask-json.ts';
import type { Relay } from './relay.ts';

/** Whether a model runs elsewhere. */
export type IsRemote = (name: string) => boolean;

/** What Ollama itself says of its models. */
export interface ModelCatalog {
  /** Tells which of these models Ollama runs on another server (`remote_host` in its listing), whatever their names. */
  lookUp(models: readonly string[]): Promise<IsRemote>;
  /** What is known may be wrong from now on. */
  forget(): void;
}

/**
 * How long a listing is believed, in milliseconds. A model that is not in it is looked up at once. During this time a
 * model counts as local that something other than Turnkey has replaced by one of the same name which runs elsewhere.
 * A listing for each request would delay its first token: by 2 ms with one model and 8 ms with 300 (Ollama 0.33).
 */
const FRESH_MS = 1_000;

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

/**
 * Asks Ollama for its models when a request names one that is not known yet, and now and then. Rejects where
 * Ollama does not answer: what is not known to run here is not let through.
 */
export const createModelCatalog = (relay: Relay, now: () => number): ModelCatalog => {
  let listing: Listing | undefined;
  let asking: Promise<Listing> | undefined;
  /** Grows each time that what is known is forgotten. */
  let era = 0;

  const ask = (): Promise<Listing> => {
    const since = era;
    const answer = askJson(relay, '/api/tags')
      .then((value) => {
        const found = read(value, now());
        // What was asked for before something changed may show it as it was.
        if (since === era) listing = found;
        return found;
      })
      .finally(() => {
        if (asking === answer) asking = undefined;
      });
    asking = answer;
    return answer;
  };

  return {
    async lookUp(models) {
      const names = models.map(fullModelName);
      const knowsAll = ({ known }: Listing) => names.every((name) => known.has(name));
      let found = listing && now() - listing.at < FRESH_MS && knowsAll(listing) ? listing : undefined;
      if (!found && asking) {
        const joined = await asking;
        // Others asked for it, perhaps before the model was there.
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
