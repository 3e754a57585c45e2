import { cloudDisabled, REMOTE_MODEL } from '../generation/schedule.ts';
import type { StoredModel } from './model-store.ts';

/** A local name of a model on ollama.com cannot run while cloud features are off. */
export function refuseRemote(model: StoredModel): void {
  if (model.remote !== undefined) throw cloudDisabled(REMOTE_MODEL);
}
