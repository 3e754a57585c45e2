import type { Handler } from '../call.ts';
import { cloudDisabled } from '../generation/schedule.ts';
import { ApiError } from '../http/api-error.ts';
import { shortName } from '../models/model-name.ts';
import { isCloudName } from '../models/model-ref.ts';
import type { StoredModel } from '../models/model-store.ts';
import { findShown } from '../native/show.ts';
import { unixSeconds } from './ids.ts';
import { jsonLine, translateError } from './openai-error.ts';

/** GET /v1/models */
export const listModels: Handler = ({ reply, state }) => {
  const models = state.models.list().map((model) => entry(shortName(model.name), model));
  const { contentType, text } = jsonLine({ object: 'list', data: models.length === 0 ? null : models });
  reply.send(200, contentType, text);
};

/** GET /v1/models/:model */
export const retrieveModel: Handler = ({ params, reply, state }) => {
  const id = params['model'] ?? '';
  if (isCloudName(id)) throw cloudDisabled('remote model details are unavailable');
  try {
    const { contentType, text } = jsonLine(entry(id, findShown(state.models, id)));
    reply.send(200, contentType, text);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { contentType, text } = translateError(error.status, error.message);
    reply.send(error.status, contentType, text);
  }
};

function entry(id: string, model: StoredModel): unknown {
  return { id, object: 'model', created: unixSeconds(model.modifiedAt), owned_by: model.name.namespace };
}
