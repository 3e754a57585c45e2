import { createHash } from 'node:crypto';
import { fullName, shortName } from './model-name.ts';

export type Capability = 'completion' | 'tools' | 'thinking' | 'embedding' | 'vision' | 'decision';

/** A model that a stand-in has. */
export interface ModelSpec {
  readonly name: string;
  /** Default: `['completion']`. */
  readonly capabilities?: readonly Capability[];
  /** Both are set for a local name of a model that runs on ollama.com. */
  readonly remoteModel?: string;
  readonly remoteHost?: string;
}

/** A model that the stand-in has. */
export interface StoredModel {
  /** The full name. */
  readonly name: string;
  readonly digest: string;
  readonly size: number;
  readonly modifiedAt: string;
  readonly capabilities: readonly Capability[];
  /** Where the model runs, if not here. */
  readonly remote: { readonly remote_model?: string; readonly remote_host?: string };
}

/** The models and blobs of one stand-in. */
export interface ModelStore {
  list(): readonly StoredModel[];
  find(name: string): StoredModel | undefined;
  /** Stores a model under this name, as the newest. */
  put(name: string, model: StoredModel): void;
  remove(name: string): boolean;
  /** What the files that were sent begin with, by digest. */
  readonly blobs: Map<string, string>;
}

/** The time of the models that it starts with: fixed, so that two runs list the same. */
const INSTALLED_AT = '2026-11-23T18:16:27.961298728Z';
const SIZE = 98_363_007;

const keyOf = (name: string): string => name.toLowerCase();

/** A model as new, with a digest made from its name. */
export const newModel = (spec: ModelSpec): StoredModel => {
  const { capabilities = ['completion'], remoteModel, remoteHost } = spec;
  const name = fullName(spec.name);
  if (name === undefined) throw new Error(`not a model name: ${spec.name}`);
  const digest = createHash('sha256').update(shortName(name)).digest('hex');
  const isRemote = remoteModel !== undefined && remoteHost !== undefined;
  const remote = isRemote ? { remote_model: remoteModel, remote_host: remoteHost } : {};
  return { name, digest, size: SIZE, modifiedAt: INSTALLED_AT, capabilities, remote };
};

/** Creates a store with these models, newest first. */
export const createModelStore = (specs: readonly (string | ModelSpec)[]): ModelStore => {
  const first = specs.map((spec) => newModel(typeof spec === 'string' ? { name: spec } : spec));
  let models = new Map(first.map((model) => [keyOf(model.name), model]));
  return {
    list: () => [...models.values()],
    find: (name) => models.get(keyOf(name)),
    put: (name, model) => {
      models.delete(keyOf(name));
      models = new Map([[keyOf(name), { ...model, name, modifiedAt: new Date().toISOString() }], ...models]);
    },
    remove: (name) => models.delete(keyOf(name)),
    blobs: new Map(),
  };
};
