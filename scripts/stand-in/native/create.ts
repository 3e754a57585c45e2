import type { Handler } from '../call.ts';
import { goTimestamp } from '../go/timestamp.ts';
import { goBool, goMap, goString } from '../go/types.ts';
import { ApiError } from '../http/api-error.ts';
import { bindBody } from '../http/bind-body.ts';
import { type ModelName, parseModelName } from '../models/model-name.ts';
import { parseModelRef } from '../models/model-ref.ts';
import { newModel, type StoredModel } from '../models/model-store.ts';
import type { State } from '../state.ts';
import { answerProgress, type Progress } from './progress.ts';
import { download } from './registry.ts';

const createFields = {
  model: goString,
  name: goString,
  from: goString,
  files: goMap,
  system: goString,
  template: goString,
  stream: goBool,
};
const LAYERS = {
  weights: 'sha256:b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
  template: 'sha256:e3b2721cec511e3a627ae0993753abbf5c72cdf4cfcdbc8f5c33ce15c4c4e04b',
  system: 'sha256:d4c181f057fc761d258fd1166ad199fe587ff515ed3cf5dd0a3384257c0fcb03',
  parameters: 'sha256:bb149822bdbdacdac3441cb0ca916a74abf385f6061e6b41a7f9f690ed8b5bdf',
};

/** POST /api/create */
export const create: Handler = (call) => {
  const {
    model,
    name,
    from = '',
    files,
    system = '',
    stream,
  } = bindBody(call, 'CreateRequest', createFields);
  const target = parseModelName(model || name || '');
  if (target === undefined) throw new ApiError(400, 'invalid model name');
  return answerProgress(call, stream, createSteps(call.state, target, { from, files, system }));
};

interface Source {
  readonly from: string;
  readonly files: Readonly<Record<string, unknown>> | undefined;
  readonly system: string;
}

function* createSteps(state: State, target: ModelName, { from, files, system }: Source): Generator<Progress> {
  let base: StoredModel;
  if (from !== '') base = yield* baseModel(state, from);
  else if (files !== undefined) {
    if (Object.keys(files).length === 0) throw new ApiError(400, 'unknown type');
    yield { status: 'parsing GGUF' };
    if (Object.values(files).some((digest) => state.models.blobs.get(String(digest)) !== 'GGUF')) {
      throw new ApiError(400, 'supplied file was not in GGUF format');
    }
    base = newModel({ name: target, capabilities: ['completion'] });
  } else throw new ApiError(400, "neither 'from' or 'files' was specified");

  yield { status: `using existing layer ${LAYERS.weights}` };
  yield { status: `using existing layer ${LAYERS.template}` };
  if (system !== '') yield { status: `creating new layer ${LAYERS.system}` };
  yield { status: `using existing layer ${LAYERS.parameters}` };
  yield { status: 'writing manifest' };
  state.models.put(target, base, goTimestamp());
  yield { status: 'success' };
}

function* baseModel(state: State, from: string): Generator<Progress, StoredModel> {
  const { name } = parseModelRef(from, { missing: [400, 'invalid model name'] });
  const model = state.models.find(name);
  if (model !== undefined) return model;
  yield* download(name, false);
  return newModel({ name, capabilities: ['completion'] });
}
