import type { Handler } from '../call.ts';
import { goTimestamp } from '../go/timestamp.ts';
import { goBool, goString } from '../go/types.ts';
import { ApiError } from '../http/api-error.ts';
import { bindBody } from '../http/bind-body.ts';
import type { ModelName } from '../models/model-name.ts';
import { parseModelRef } from '../models/model-ref.ts';
import { newModel } from '../models/model-store.ts';
import type { State } from '../state.ts';
import { answerProgress, type Progress } from './progress.ts';
import { download } from './registry.ts';

const transferFields = { model: goString, name: goString, insecure: goBool, stream: goBool };
const MANIFESTS = '/usr/share/ollama/.ollama/models/manifests';

/** POST /api/pull */
export const pull: Handler = (call) => {
  const { model, name, insecure = false, stream } = bindBody(call, 'PullRequest', transferFields);
  const ref = parseModelRef(model || name || '', { missing: [400, 'invalid model name'] });
  return answerProgress(call, stream, pullSteps(call.state, ref.name, insecure));
};

/** POST /api/push */
export const push: Handler = (call) => {
  const { model, name, stream } = bindBody(call, 'PushRequest', transferFields);
  const ref = parseModelRef(model || name || '', { missing: [400, 'model is required'] });
  return answerProgress(call, stream, pushSteps(call.state, ref.name));
};

function* pullSteps(state: State, name: ModelName, insecure: boolean): Generator<Progress> {
  yield* download(name, insecure);
  state.models.put(name, newModel({ name, capabilities: ['completion'] }), goTimestamp());
  yield { status: 'success' };
}

function* pushSteps(state: State, name: ModelName): Generator<Progress> {
  yield { status: 'retrieving manifest' };
  if (state.models.find(name) === undefined) {
    yield { status: "couldn't retrieve manifest" };
    const file = [MANIFESTS, name.host, name.namespace, name.model, name.tag].join('/');
    throw new ApiError(500, `open ${file}: no such file or directory`);
  }
  yield { status: 'pushing manifest' };
  yield { status: 'success' };
}
