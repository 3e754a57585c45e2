import type { Handler } from '../call.ts';
import { goTimestamp } from '../go/timestamp.ts';
import { modelDetails } from '../models/model-details.ts';
import { shortName } from '../models/model-name.ts';

const MEMORY = 190_948_608;
const CONTEXT = 4096;

/** GET /api/ps */
export const ps: Handler = ({ reply, state }) => {
  const models = state.loaded.list().map(({ model, expiresAt }) => ({
    name: shortName(model.name),
    model: shortName(model.name),
    size: MEMORY,
    digest: model.digest,
    details: modelDetails(),
    expires_at: goTimestamp(expiresAt),
    size_vram: 0,
    context_length: CONTEXT,
  }));
  reply.json(200, { models });
};
