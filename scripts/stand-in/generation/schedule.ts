import type { Call } from '../call.ts';
import { quote } from '../go/quote.ts';
import { ApiError } from '../http/api-error.ts';
import { fullName } from '../models/model-name.ts';
import { parseModelRef } from '../models/model-ref.ts';
import type { Capability } from '../models/model-spec.ts';
import type { StoredModel } from '../models/model-store.ts';

/** What the cloud says where its features are switched off, as they are here. */
export function cloudDisabled(what: string): ApiError {
  return new ApiError(403, `ollama cloud is disabled: ${what}`);
}
export const REMOTE_MODEL = 'remote model is unavailable';

/** How a generating route says that there is no such model. */
export interface FindErrors {
  readonly missing: readonly [status: number, message: string];
  readonly unknown: string;
}

/** Finds the model that a request names, or refuses it as the route does. */
export function findModel(call: Call, raw: string, errors: FindErrors): StoredModel {
  const ref = parseModelRef(raw, { missing: errors.missing });
  if (ref.cloud) throw cloudDisabled(REMOTE_MODEL);
  const model = call.state.models.find(ref.name);
  if (model === undefined) throw new ApiError(404, errors.unknown);
  return model;
}

export const notFound = (raw: string): string => `model '${raw}' not found`;
export const notFoundTryPulling = (raw: string): string =>
  `model ${quote(raw)} not found, try pulling it first`;

/** Refuses what a model cannot do. */
export function requireCapability(model: StoredModel, capability: Capability): void {
  if (model.capabilities.includes(capability)) return;
  throw new ApiError(400, `${fullName(model.name)} does not support ${capability}`);
}

/** Refuses a local name of a model on ollama.com, which cannot run while cloud features are off. */
export function refuseRemote(model: StoredModel): void {
  if (model.remote !== undefined) throw cloudDisabled(REMOTE_MODEL);
}
