import { refusal } from '../recorded/replay.ts';
import { fullName, isCloudName, withoutSource } from './model-name.ts';
import type { Capability, ModelStore, StoredModel } from './model-store.ts';

/** Cloud features are off, as with OLLAMA_NO_CLOUD. */
const cloudDisabled = () => refusal('chat-cloud-model');

/** The full name of the model in a request. Throws if the name is invalid. */
export const nameOf = (raw: string): string => {
  if (raw.trim() === '') throw refusal('chat-no-model');
  const name = fullName(withoutSource(raw));
  if (name === undefined) throw refusal('pull-bad-name');
  return name;
};

/** The model that a request names, local or not. `missing` is the recorded error for an unknown one. */
export const lookUpModel = (models: ModelStore, raw: string, missing = 'chat-missing-model'): StoredModel => {
  const name = nameOf(raw);
  if (isCloudName(raw)) throw cloudDisabled();
  const model = models.find(name);
  if (model === undefined) throw refusal(missing, { nope: raw });
  return model;
};

/** The model that a request runs. */
export const findModel = (models: ModelStore, raw: string, missing?: string): StoredModel => {
  const model = lookUpModel(models, raw, missing);
  if (model.remote.remote_model !== undefined) throw cloudDisabled();
  return model;
};

/** Throws if a model lacks a capability. */
export const requireCapability = (model: StoredModel, capability: Capability): void => {
  if (model.capabilities.includes(capability)) return;
  throw refusal('chat-tools-unsupported', {
    'support tools': `support ${capability}`,
    'registry.ollama.ai/library/smollm2:135m': model.name,
  });
};

/** Throws if a request asks for thinking and the model cannot think. */
export const requireThinking = (model: StoredModel, raw: string, think: unknown): void => {
  if (think === undefined || think === false || model.capabilities.includes('thinking')) return;
  throw refusal('chat-think-unsupported', { 'smollm2:135m': raw });
};
