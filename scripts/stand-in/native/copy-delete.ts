import type { Handler } from '../call.ts';
import { notFound } from '../generation/schedule.ts';
import { quote } from '../go/quote.ts';
import { goTimestamp } from '../go/timestamp.ts';
import { goString } from '../go/types.ts';
import { ApiError } from '../http/api-error.ts';
import { bindBody } from '../http/bind-body.ts';
import { type ModelName, parseModelName } from '../models/model-name.ts';
import { parseModelRef } from '../models/model-ref.ts';

const copyFields = { source: goString, destination: goString };
const deleteFields = { model: goString, name: goString };

/** POST /api/copy */
export const copy: Handler = (call) => {
  const { source = '', destination = '' } = bindBody(call, 'CopyRequest', copyFields);
  const from = readName('source', source);
  const to = readName('destination', destination);
  const model = call.state.models.find(from);
  if (model === undefined) throw new ApiError(404, `model ${quote(source)} not found`);
  call.state.models.put(to, model, goTimestamp());
  call.reply.send(200);
};

/** DELETE /api/delete */
export const remove: Handler = (call) => {
  const { model, name } = bindBody(call, 'DeleteRequest', deleteFields);
  const raw = model || name || '';
  const ref = parseModelRef(raw, {
    missing: [400, 'model is required'],
    invalid: `name ${quote(raw)} is invalid`,
  });
  if (!call.state.models.remove(ref.name)) throw new ApiError(404, notFound(raw));
  call.state.loaded.unload(ref.name);
  call.reply.send(200);
};

function readName(what: string, raw: string): ModelName {
  const name = parseModelName(raw);
  if (name === undefined) throw new ApiError(400, `${what} ${quote(raw)} is invalid`);
  return name;
}
