import { createHash } from 'node:crypto';
import { ApiError } from '../api-error.ts';
import type { Call, Handler } from '../call.ts';
import { createPacing } from '../generation/pacing.ts';
import { type Dialect, writeAnswer } from '../http/write-answer.ts';
import { nameOf } from '../models/find-model.ts';
import { partsOf } from '../models/model-name.ts';
import { newModel } from '../models/model-store.ts';
import { type Changes, recordedText, refusal } from '../recorded/replay.ts';
import type { NamesModel } from './listings.ts';
import { nativeDialect } from './native-dialect.ts';
import { readBody } from './read-body.ts';

/** One step of a pull, push or create. */
interface Progress {
  readonly status?: string;
  readonly error?: string;
  readonly digest?: string;
  readonly total?: number;
  readonly completed?: number;
}
type Transfer = NamesModel & Readonly<{ insecure: boolean; stream: boolean }>;
type Create = Transfer & Readonly<{ from: string; system: string; files: Record<string, string> }>;

const REGISTRY = 'registry.ollama.ai';
const LAYER_BYTES = 98_361_600;
const PARTS = 10;

async function* paced(call: Call, steps: Iterable<Progress>): AsyncGenerator<Progress> {
  const { untilDue } = createPacing(call);
  let sent = 0;
  for (const step of steps) {
    await untilDue(sent);
    yield step;
    sent += 1;
  }
}

/** Writes all steps, or only the last. */
const answer = (call: Call, stream: boolean | undefined, steps: Iterable<Progress>): Promise<void> => {
  const dialect: Dialect<Progress> = nativeDialect((step) => step, 'application/json');
  return writeAnswer(call.reply, dialect, async () => {
    const many = paced(call, steps);
    return stream === false ? { one: (await Array.fromAsync(many)).at(-1) ?? {} } : { many };
  });
};

/** Replays recorded steps. A step with an error ends them. */
function* play(name: string, changes?: Changes): Generator<Progress> {
  for (const line of recordedText(name, changes).trim().split('\n')) {
    const step = JSON.parse(line) as Progress;
    if (step.error !== undefined) throw new ApiError(500, step.error);
    yield step;
  }
}

/** Pretends to download a model. Only Ollama's own registry can be reached. */
function* download(full: string, insecure = false): Generator<Progress> {
  const { host, namespace, model, tag } = partsOf(full);
  if (host !== REGISTRY) {
    const recorded = insecure ? 'pull-unreachable-registry-stream' : 'create-missing-from';
    const manifest = `${host}/v2/${namespace}/${model}/manifests/${tag}`;
    const changes = { '127.0.0.1:9/v2/x/nope/manifests/latest': manifest, 'tcp 127.0.0.1:9': `tcp ${host}` };
    return yield* play(recorded, changes);
  }
  yield { status: 'pulling manifest' };
  const digest = `sha256:${createHash('sha256').update(full).digest('hex')}`;
  const status = `pulling ${digest.slice(7, 19)}`;
  yield { status, digest, total: LAYER_BYTES };
  for (let part = 1; part <= PARTS; part += 1) {
    yield { status, digest, total: LAYER_BYTES, completed: (LAYER_BYTES / PARTS) * part };
  }
  yield { status: 'verifying sha256 digest' };
  yield { status: 'writing manifest' };
}

function* pullSteps({ state }: Call, full: string, insecure?: boolean): Generator<Progress> {
  yield* download(full, insecure);
  state.models.put(full, newModel({ name: full }));
  yield { status: 'success' };
}

/** POST /api/pull */
export const pull: Handler = (call) => {
  const { model, name, insecure, stream } = readBody<Transfer>(call);
  return answer(call, stream, pullSteps(call, nameOf(model || name || ''), insecure));
};

/** POST /api/push */
export const push: Handler = (call) => {
  const { model, name, stream } = readBody<Transfer>(call);
  const has = call.state.models.find(nameOf(model || name || '')) !== undefined;
  const pushed = ['retrieving manifest', 'pushing manifest', 'success'].map((status) => ({ status }));
  return answer(call, stream, has ? pushed : play('push-missing'));
};

function* createSteps(call: Call, target: string, request: Partial<Create>): Generator<Progress> {
  const { from = '', files, system = '' } = request;
  const { models } = call.state;
  let base = newModel({ name: target });
  if (from !== '') {
    const source = models.find(nameOf(from));
    if (source === undefined) yield* download(nameOf(from));
    base = source ?? base;
  } else if (files === undefined) throw refusal('create-nothing');
  else if (Object.values(files).some((digest) => models.blobs.get(digest) !== 'GGUF')) {
    return yield* play('create-bad-blob');
  }
  for (const step of play('create-stream')) {
    if (step.status === 'success') models.put(target, base);
    if (system !== '' || !step.status?.startsWith('creating')) yield step;
  }
}

/** POST /api/create */
export const create: Handler = (call) => {
  const request = readBody<Create>(call);
  const target = nameOf(request.model || request.name || '');
  return answer(call, request.stream, createSteps(call, target, request));
};
