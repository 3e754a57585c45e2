import type { Handler } from '../call.ts';
import { lookUpModel } from '../models/find-model.ts';
import { partsOf, shortName } from '../models/model-name.ts';
import type { StoredModel } from '../models/model-store.ts';
import { asOpenAi, jsonLine } from './openai.ts';

const entry = (id: string, { name, modifiedAt }: StoredModel): object => {
  const created = Math.floor(Date.parse(modifiedAt) / 1000);
  return { id, object: 'model', created, owned_by: partsOf(name).namespace };
};

/** GET /v1/models */
export const listModels: Handler = ({ reply, state }) => {
  const models = state.models.list().map((model) => entry(shortName(model.name), model));
  const { contentType, text } = jsonLine({ object: 'list', data: models.length === 0 ? null : models });
  reply.send(200, contentType, text);
};

/** GET /v1/models/:model */
export const retrieveModel = asOpenAi((call) => {
  const id = call.params['model'] ?? '';
  const { contentType, text } = jsonLine(entry(id, lookUpModel(call.state.models, id)));
  call.reply.send(200, contentType, text);
});
