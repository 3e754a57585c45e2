import { createHash } from 'node:crypto';
import { fullName, shortName } from './model-name.ts';

export type Capability = 'completion' | 'tools' | 'thinking' | 'embedding' | 'vision' | 'decision';

/** A model to create. */
export interface ModelSpec {
  readonly name: string;
  /** @default ['completion'] */
  readonly capabilities?: readonly Capability[];
  /** Both are set if the name is a local one for a model on ollama.com. */
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
  /** Where the model runs, unless it is local. */
  readonly remote: { readonly remote_model?: string; readonly remote_host?: string };
}

/** The models and blobs of a stand-in. */
export interface ModelStore {
  list(): readonly StoredModel[];
  find(name: string): StoredModel | undefined;
  /** Stores a model with this name, as the newest. */
  put(name: string, model: StoredModel): void;
  remove(name: string): boolean;
  /** The first bytes of each uploaded file, by digest. */
  readonly blobs: Map<string, string>;
}

/** The modification time of the initial models. It is fixed, so that all runs list the same. */
const INSTALLED_AT = '2026-11-23T18:16:27.961298728Z';
const SIZE = 98_363_007;

const keyOf = (name: string): string => name.toLowerCase();

/** Creates a model with a digest made from its name. */
export const newModel = (spec: ModelSpec): StoredModel => {
  const { capabilities = ['completion'], remoteModel, remoteHost } = spec;
  const name = fullName(spec.name);
  if (name === undefined) throw new Error(`Invalid model name: ${spec.name}`);
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
