import { createHash } from 'node:crypto';
import { type ModelName, nameKey, parseModelName, shortName } from './model-name.ts';
import type { Capability, ModelSpec } from './model-spec.ts';

/** A model that the stand-in has. */
export interface StoredModel {
  readonly name: ModelName;
  readonly digest: string;
  readonly size: number;
  readonly modifiedAt: string;
  readonly capabilities: readonly Capability[];
  readonly remote?: { readonly model: string; readonly host: string };
}

/** The models and blobs of one stand-in. */
export interface ModelStore {
  list(): readonly StoredModel[];
  find(name: ModelName): StoredModel | undefined;
  /** Stores a model under another name, as the newest. */
  put(name: ModelName, model: StoredModel, modifiedAt: string): void;
  remove(name: ModelName): boolean;
  /** What the files that were sent begin with, by digest. */
  readonly blobs: Map<string, string>;
}

/** The time of the models that it starts with: fixed, so that two runs list the same. */
const INSTALLED_AT = '2026-11-23T18:16:27.961298728Z';
const SIZE = 98_363_007;

/** Creates a store with these models, newest first. */
export function createModelStore(specs: readonly (string | ModelSpec)[]): ModelStore {
  const models = new Map<string, StoredModel>();
  for (const spec of specs) {
    const model = fromSpec(typeof spec === 'string' ? { name: spec } : spec);
    models.set(nameKey(model.name), model);
  }
  return {
    list: () => [...models.values()],
    find: (name) => models.get(nameKey(name)),
    put: (name, model, modifiedAt) => {
      const older = [...models].filter(([key]) => key !== nameKey(name));
      models.clear();
      models.set(nameKey(name), { ...model, name, modifiedAt });
      for (const [key, value] of older) models.set(key, value);
    },
    remove: (name) => models.delete(nameKey(name)),
    blobs: new Map(),
  };
}

function fromSpec(spec: ModelSpec): StoredModel {
  const name = parseModelName(spec.name);
  if (name === undefined) throw new Error(`not a model name: ${spec.name}`);
  const { capabilities = ['completion'], remoteModel, remoteHost } = spec;
  const model = newModel({ name, capabilities });
  if (remoteModel === undefined || remoteHost === undefined) return model;
  return { ...model, remote: { model: remoteModel, host: remoteHost } };
}

/** A model as new, with a digest made from its name. */
export function newModel({ name, capabilities }: Pick<StoredModel, 'name' | 'capabilities'>): StoredModel {
  const digest = createHash('sha256').update(shortName(name)).digest('hex');
  return { name, digest, size: SIZE, modifiedAt: INSTALLED_AT, capabilities };
}
