import type { Call } from '../call.ts';
import { type Answer, type Dialect, writeAnswer } from '../http/write-answer.ts';
import { findModel, requireCapability, requireThinking } from '../models/find-model.ts';
import type { KeepAlive } from '../models/loaded-models.ts';
import { joinParts, type Part } from './part.ts';
import { checkOptions, runModel } from './run-model.ts';
import { callFirstTool, type Tool } from './tool-call.ts';

/** What every route that runs a model word by word is translated to. */
export interface GenerationRequest {
  readonly model: string;
  readonly prompt: string;
  /** All that the model reads. If it is empty, the model is only loaded or unloaded. */
  readonly context: string;
  readonly stream?: boolean;
  readonly keepAlive?: KeepAlive | undefined;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  readonly format?: unknown;
  readonly think?: unknown;
  /** The route cannot show a call of a tool: the model answers with a text. */
  readonly textOnly?: boolean;
  readonly tools?: readonly Tool[] | undefined;
  readonly logprobs?: boolean | undefined;
  readonly top_logprobs?: number | undefined;
}

const answer = async (call: Call, request: GenerationRequest): Promise<Answer<Part>> => {
  const startedAt = performance.now();
  const { model: raw, prompt, context, keepAlive, options, think, tools = [] } = request;
  const model = findModel(call, raw);
  const only = (reason: string): Answer<Part> => ({ one: { model: raw, content: '', done: { reason } } });
  if (context === '' && keepAlive === 0) {
    call.state.loaded.unload(model.name);
    return only('unload');
  }
  requireThinking(model, raw, think);
  requireCapability(model, 'completion');
  if (tools.length > 0) requireCapability(model, 'tools');
  checkOptions(options);
  await call.state.loaded.load(model, keepAlive, call.reply.gone);
  if (context === '') return only('load');
  const parts = runModel(call, {
    model: raw,
    prompt,
    context,
    options,
    format: request.format,
    toolCall: request.textOnly === true ? undefined : callFirstTool(tools, prompt),
    logprobs: request.logprobs === true ? (request.top_logprobs ?? 0) : undefined,
    startedAt,
  });
  return request.stream === false ? { one: await joinParts(parts) } : { many: parts };
};

/** Runs a model and writes its answer. It counts as a generation until it has ended or its client is gone. */
export const generateAs = async (
  call: Call,
  dialect: Dialect<Part>,
  request: GenerationRequest,
): Promise<void> => {
  const { state } = call;
  state.activeGenerations += 1;
  state.watch.changed();
  try {
    await writeAnswer(call, dialect, () => answer(call, request));
  } finally {
    state.activeGenerations -= 1;
    state.watch.changed();
  }
};
