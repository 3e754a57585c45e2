import type { Call } from '../call.ts';
import { type Answer, type Dialect, writeAnswer } from '../http/write-answer.ts';
import { findModel, requireCapability, requireThinking } from '../models/find-model.ts';
import { refusal } from '../recorded/replay.ts';
import type { GenerationRequest, Part } from './part.ts';
import { joinParts, runModel } from './run-model.ts';

/** Throws if an option has the wrong type. Ignores unknown names. */
const checkOptions = (options: Readonly<Record<string, unknown>> = {}): void => {
  const wrong = Object.entries(options).find(([name, value]) => name !== 'stop' && typeof value === 'string');
  if (wrong !== undefined) throw refusal('generate-bad-options', { num_ctx: wrong[0] });
};

const answer = async (call: Call, request: GenerationRequest): Promise<Answer<Part>> => {
  const startedAt = performance.now();
  const { model: raw, context, keep_alive: keepAlive, tools = [] } = request;
  const { loaded } = call.state;
  const model = findModel(call.state.models, raw);
  const only = (reason: string): Answer<Part> => ({ one: { model: raw, content: '', done: { reason } } });
  if (context === '' && keepAlive === 0) {
    loaded.unload(model.name);
    return only('unload');
  }
  requireThinking(model, raw, request.think);
  requireCapability(model, 'completion');
  if (tools.length > 0) requireCapability(model, 'tools');
  checkOptions(request.options);
  await loaded.load(model, keepAlive, call.reply.gone);
  if (context === '') return only('load');
  const parts = runModel(call, request, startedAt);
  return request.stream === false ? { one: await joinParts(parts) } : { many: parts };
};

/** Runs a model and writes its answer. Counts as a generation until its end or until the client disconnects. */
export const generateAs = async (
  call: Call,
  dialect: Dialect<Part>,
  request: GenerationRequest,
): Promise<void> => {
  const { reply, state } = call;
  state.activeGenerations += 1;
  state.watch.changed();
  try {
    await writeAnswer(reply, dialect, () => answer(call, request));
  } finally {
    state.activeGenerations -= 1;
    state.watch.changed();
  }
};
