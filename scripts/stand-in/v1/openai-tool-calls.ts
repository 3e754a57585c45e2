import type { ToolCall } from '../generation/tool-call.ts';
import { encodeGoJson } from '../go/json-encode.ts';

/** A call as OpenAI shapes it: its arguments are JSON in a string. */
export interface OpenAiToolCall {
  readonly id: string;
  readonly index: number;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

export function toOpenAiToolCalls(calls: readonly ToolCall[] = []): OpenAiToolCall[] {
  return calls.map(({ id, function: { index, name, arguments: values } }) => ({
    id,
    index,
    type: 'function',
    function: { name, arguments: encodeGoJson(values) },
  }));
}
