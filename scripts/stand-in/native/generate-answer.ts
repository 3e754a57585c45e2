import type { Call } from '../call.ts';
import type { Logprob } from '../generation/logprobs.ts';
import { createMeter, type Metrics } from '../generation/metrics.ts';
import { readModelOptions } from '../generation/model-options.ts';
import { joinSteps, runModel, type Step } from '../generation/run-model.ts';
import { findModel, notFound, refuseRemote } from '../generation/schedule.ts';
import { composeSpeech, refuseThinking } from '../generation/speech.ts';
import { goTimestamp } from '../go/timestamp.ts';
import type { Answer } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import type { GenerateRequest } from './generate-fields.ts';

/** A record of `/api/generate`. */
export interface GenerateRecord extends Partial<Metrics> {
  readonly model: string;
  readonly created_at: string;
  readonly response: string;
  readonly thinking?: string;
  readonly done: boolean;
  readonly done_reason?: string;
  readonly context?: readonly number[];
  readonly logprobs?: readonly Logprob[];
}

/** Answers a completion: the core of `/api/generate` and `/v1/completions`. */
export async function answerGenerate(call: Call, request: GenerateRequest): Promise<Answer<GenerateRecord>> {
  const meter = createMeter();
  const { model: raw = '', prompt = '', keep_alive: keepAlive, raw: isRaw = false } = request;
  const model = findModel(call, raw, { missing: [404, notFound(raw)], unknown: notFound(raw) });
  const empty = (reason: string): Answer<GenerateRecord> => ({
    one: { model: raw, created_at: goTimestamp(), response: '', done: true, done_reason: reason },
  });
  if (prompt === '' && keepAlive === 0) {
    call.state.loaded.unload(model.name);
    return empty('unload');
  }
  refuseRemote(model);
  if (
    isRaw &&
    ((request.template ?? '') !== '' || (request.system ?? '') !== '' || request.context !== undefined)
  ) {
    throw new ApiError(400, 'raw mode does not support template, system, or context');
  }
  refuseThinking(model, raw, request.think);
  const options = readModelOptions(request.options);
  await call.state.loaded.load(model, keepAlive, call.reply.gone);
  if (prompt === '') return empty('load');

  const speech = composeSpeech(call, model, {
    ...request,
    prompt,
    wholePrompt: prompt,
    modelOptions: options,
  });
  const steps = runModel(call, speech, meter);
  if (request.stream === false) return { one: toRecord(raw, await joinSteps(steps), isRaw) };
  return { many: toRecords(raw, steps, isRaw) };
}

async function* toRecords(
  model: string,
  steps: AsyncIterable<Step>,
  isRaw: boolean,
): AsyncGenerator<GenerateRecord> {
  for await (const step of steps) yield toRecord(model, step, isRaw);
}

function toRecord(model: string, step: Step, isRaw: boolean): GenerateRecord {
  const { content, thinking, logprobs, done } = step;
  return {
    model,
    created_at: goTimestamp(),
    response: content,
    ...(thinking === undefined ? {} : { thinking }),
    done: done !== undefined,
    ...(done === undefined
      ? {}
      : {
          done_reason: done.reason,
          ...(isRaw ? {} : { context: contextOf(done.metrics) }),
          ...done.metrics,
        }),
    ...(logprobs === undefined ? {} : { logprobs }),
  };
}

/** As many token numbers as were read and said; nobody looks at which. */
function contextOf(metrics: Metrics): number[] {
  return Array.from({ length: metrics.prompt_eval_count + metrics.eval_count }, (_, index) => index + 1);
}
