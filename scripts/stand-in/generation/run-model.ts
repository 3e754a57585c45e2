import type { Call } from '../call.ts';
import { type Logprob, logprobOf } from './logprobs.ts';
import type { Meter, Metrics } from './metrics.ts';
import type { ModelOptions } from './model-options.ts';
import { createRhythm } from './rhythm.ts';
import { toTokens } from './tokens.ts';
import type { ToolCall } from './tool-call.ts';

/** What the model is to say. */
export interface Speech {
  readonly promptTokens: number;
  readonly thinking?: string;
  /** Instead of the text. */
  readonly toolCall?: ToolCall;
  /** Called when the model starts to speak: a bad `format` is refused only then. */
  readonly text: () => string;
  readonly options: ModelOptions;
  /** How many probabilities to show with each token; undefined shows none. */
  readonly logprobs?: number;
}

/** One record of a generation, before a route gives it its shape. */
export interface Step {
  readonly content: string;
  readonly thinking?: string;
  readonly toolCalls?: readonly ToolCall[];
  readonly logprobs?: readonly Logprob[];
  /** In the last step only. */
  readonly done?: { readonly reason: 'stop' | 'length'; readonly metrics: Metrics };
}

interface Unit {
  readonly step: Step;
  readonly tokens: number;
}

/** A tool call counts as this many tokens, all sent as one record. */
const TOOL_CALL_TOKENS = 28;

/** Says it, token by token: at the set pace, through the gate of a test, up to a failure of a test. */
export async function* runModel(call: Call, speech: Speech, meter: Meter): AsyncGenerator<Step> {
  const rhythm = createRhythm(call);
  meter.loaded();
  const { units, reason } = toUnits(speech);
  let tokens = 0;
  for (const [index, unit] of units.entries()) {
    await rhythm.beat(index);
    tokens += unit.tokens;
    yield unit.step;
  }
  await rhythm.checkpoint(units.length);
  const counted = reason === 'stop' ? tokens + 1 : tokens;
  yield { content: '', done: { reason, metrics: meter.finish(speech.promptTokens, counted) } };
}

/** Joins all steps to the one that an answer without streaming shows. */
export async function joinSteps(steps: AsyncIterable<Step>): Promise<Step> {
  let joined: Step = { content: '' };
  for await (const step of steps) {
    const thinking = (joined.thinking ?? '') + (step.thinking ?? '');
    const toolCalls = [...(joined.toolCalls ?? []), ...(step.toolCalls ?? [])];
    const logprobs = [...(joined.logprobs ?? []), ...(step.logprobs ?? [])];
    joined = {
      content: joined.content + step.content,
      ...(thinking === '' ? {} : { thinking }),
      ...(toolCalls.length === 0 ? {} : { toolCalls }),
      ...(logprobs.length === 0 ? {} : { logprobs }),
      ...(step.done === undefined ? {} : { done: step.done }),
    };
  }
  return joined;
}

function toUnits(speech: Speech): { units: readonly Unit[]; reason: 'stop' | 'length' } {
  const { limit = Number.POSITIVE_INFINITY, stop } = speech.options;
  const thinking = toTokens(speech.thinking ?? '').map((token) => ({
    step: { content: '', thinking: token },
    tokens: 1,
  }));
  const { toolCall } = speech;
  if (toolCall !== undefined) {
    const spoken: Unit = { step: { content: '', toolCalls: [toolCall] }, tokens: TOOL_CALL_TOKENS };
    return { units: [...thinking, spoken], reason: 'stop' };
  }
  const content = toTokens(beforeStop(speech.text(), stop)).map((token) => ({
    step: {
      content: token,
      ...(speech.logprobs === undefined ? {} : { logprobs: [logprobOf(token, speech.logprobs)] }),
    },
    tokens: 1,
  }));
  const units = [...thinking, ...content];
  return units.length >= limit
    ? { units: units.slice(0, limit), reason: 'length' }
    : { units, reason: 'stop' };
}

function beforeStop(text: string, stop: readonly string[]): string {
  const ends = stop.map((word) => text.indexOf(word)).filter((index) => index !== -1);
  return text.slice(0, Math.min(text.length, ...ends));
}
