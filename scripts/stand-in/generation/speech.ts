import type { Call } from '../call.ts';
import { quote } from '../go/quote.ts';
import { ApiError } from '../http/api-error.ts';
import type { StoredModel } from '../models/model-store.ts';
import type { ModelOptions } from './model-options.ts';
import type { Speech } from './run-model.ts';
import { structuredAnswer } from './structured.ts';
import { toTokens } from './tokens.ts';
import type { ToolCall } from './tool-call.ts';

const THINKING = 'The user wants an answer, so I give a friendly one.';

/** What a request says about its answer. */
export interface SpeechRequest {
  /** What is asked. */
  readonly prompt: string;
  /** All that the model reads. */
  readonly wholePrompt: string;
  readonly modelOptions: ModelOptions;
  readonly format?: unknown;
  readonly think?: boolean | string;
  readonly toolCall?: ToolCall | undefined;
  readonly logprobs?: boolean;
  readonly top_logprobs?: number;
}

/** Refuses to think aloud where the model cannot. */
export function refuseThinking(model: StoredModel, raw: string, think: boolean | string = false): void {
  if (think === false || model.capabilities.includes('thinking')) return;
  throw new ApiError(400, `${quote(raw)} does not support thinking`);
}

/** Decides what the model says to a request. */
export function composeSpeech(call: Call, model: StoredModel, request: SpeechRequest): Speech {
  const { answer } = call.state.options;
  const { prompt, think, toolCall } = request;
  return {
    promptTokens: toTokens(request.wholePrompt).length,
    text: () => structuredAnswer(request.format) ?? (typeof answer === 'string' ? answer : answer(prompt)),
    options: request.modelOptions,
    ...(model.capabilities.includes('thinking') && think !== false ? { thinking: THINKING } : {}),
    ...(toolCall === undefined ? {} : { toolCall }),
    ...(request.logprobs === true ? { logprobs: request.top_logprobs ?? 0 } : {}),
  };
}
