import type { Handler } from '../call.ts';
import { modelDetails } from '../models/model-details.ts';
import { shortName } from '../models/model-name.ts';

/** GET and HEAD /api/tags */
export const tags: Handler = ({ reply, state }) => {
  const models = state.models.list().map((model) => ({
    name: shortName(model.name),
    model: shortName(model.name),
    ...(model.remote === undefined
      ? {}
      : { remote_model: model.remote.model, remote_host: model.remote.host }),
    modified_at: model.modifiedAt,
    size: model.size,
    digest: model.digest,
    details: modelDetails(),
  }));
  reply.json(200, { models });
};
