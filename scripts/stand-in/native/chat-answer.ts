import type { Call } from '../call.ts';
import type { Logprob } from '../generation/logprobs.ts';
import { createMeter, type Metrics } from '../generation/metrics.ts';
import { readModelOptions } from '../generation/model-options.ts';
import { joinSteps, runModel, type Step } from '../generation/run-model.ts';
import { findModel, notFound, refuseRemote, requireCapability } from '../generation/schedule.ts';
import { composeSpeech, refuseThinking } from '../generation/speech.ts';
import { callFirstTool, type ToolCall } from '../generation/tool-call.ts';
import { goTimestamp } from '../go/timestamp.ts';
import type { Answer } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import type { ChatRequest } from './chat-request.ts';

/** A record of `/api/chat`. */
export interface ChatRecord extends Partial<Metrics> {
  readonly model: string;
  readonly created_at: string;
  readonly message: {
    readonly role: string;
    readonly content: string;
    readonly thinking?: string;
    readonly tool_calls?: readonly ToolCall[];
  };
  readonly done: boolean;
  readonly done_reason?: string;
  readonly logprobs?: readonly Logprob[];
}

/** Answers a chat: the core of `/api/chat` and of every `/v1` route that is a chat underneath. */
export async function answerChat(
  call: Call,
  request: ChatRequest,
  relaxThinking = false,
): Promise<Answer<ChatRecord>> {
  const meter = createMeter();
  const { model: raw = '', messages = [], keep_alive: keepAlive, top_logprobs: top = 0 } = request;
  if (top < 0 || top > 20) throw new ApiError(400, 'top_logprobs must be between 0 and 20');
  const model = findModel(call, raw, { missing: [400, 'model is required'], unknown: notFound(raw) });
  const empty = (reason: string): Answer<ChatRecord> => ({
    one: {
      model: raw,
      created_at: goTimestamp(),
      message: { role: 'assistant', content: '' },
      done: true,
      done_reason: reason,
    },
  });
  if (messages.length === 0 && keepAlive === 0) {
    call.state.loaded.unload(model.name);
    return empty('unload');
  }
  refuseRemote(model);
  if (!relaxThinking) refuseThinking(model, raw, request.think);
  requireCapability(model, 'completion');
  if ((request.tools ?? []).length > 0) requireCapability(model, 'tools');
  const options = readModelOptions(request.options);
  await call.state.loaded.load(model, keepAlive, call.reply.gone);
  if (messages.length === 0) return empty('load');

  const last = messages.at(-1);
  const prompt = last?.content ?? '';
  const answersTool = last?.role?.toLowerCase() === 'tool';
  const speech = composeSpeech(call, model, {
    ...request,
    prompt,
    wholePrompt: messages.map(({ role, content }) => `${role} ${content}`).join('\n'),
    modelOptions: options,
    toolCall: answersTool ? undefined : callFirstTool(request.tools ?? [], prompt),
  });
  const steps = runModel(call, speech, meter);
  if (request.stream === false) return { one: toRecord(raw, await joinSteps(steps)) };
  return { many: toRecords(raw, steps) };
}

async function* toRecords(model: string, steps: AsyncIterable<Step>): AsyncGenerator<ChatRecord> {
  for await (const step of steps) yield toRecord(model, step);
}

function toRecord(model: string, step: Step): ChatRecord {
  const { content, thinking, toolCalls, logprobs, done } = step;
  return {
    model,
    created_at: goTimestamp(),
    message: {
      role: 'assistant',
      content,
      ...(thinking === undefined ? {} : { thinking }),
      ...(toolCalls === undefined ? {} : { tool_calls: toolCalls }),
    },
    done: done !== undefined,
    ...(done === undefined ? {} : { done_reason: done.reason, ...done.metrics }),
    ...(logprobs === undefined ? {} : { logprobs }),
  };
}
