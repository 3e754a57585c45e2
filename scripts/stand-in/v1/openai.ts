import { randomInt } from 'node:crypto';
import { ApiError, type Body } from '../api-error.ts';
import type { Call, Handler } from '../call.ts';
import type { Metrics, Part } from '../generation/part.ts';
import type { ToolCall } from '../generation/tool-call.ts';
import type { Dialect } from '../http/write-answer.ts';
import { toJson } from '../json.ts';
import { isCloudName } from '../models/model-name.ts';
import { readBody } from '../native/read-body.ts';
import { refusal } from '../recorded/replay.ts';

const TYPES: Readonly<Record<number, string>> = { 400: 'invalid_request_error', 404: 'not_found_error' };

/** A complete answer of these routes ends with a line feed. */
export const jsonLine = (value: unknown): Body => ({
  contentType: 'application/json',
  text: `${toJson(value)}\n`,
});

/** An error in OpenAI's format. */
export const openAiError = (status: number, message: string): Body =>
  jsonLine({ error: { message, type: TYPES[status] ?? 'api_error', param: null, code: null } });

/** An error response in OpenAI's format. */
export const refuse = (message: string): ApiError => new ApiError(400, message, openAiError(400, message));

/** Runs a handler, and converts its errors to OpenAI's format. */
export const asOpenAi =
  (handle: Handler): Handler =>
  async (call) => {
    try {
      await handle(call);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      throw new ApiError(error.status, error.message, openAiError(error.status, error.message));
    }
  };

/** Reads the body of a `/v1` route. A cloud model is refused earlier, so that error has the native format. */
export const readOpenAi = <T extends { readonly model: string }>(call: Call): Partial<T> => {
  const request = readBody<T>(call, 'v1-chat-bad-json');
  if (isCloudName(request.model ?? '')) throw refusal('chat-cloud-model');
  return request;
};

/** The format of OpenAI's routes, which stream events. */
export const eventDialect = (
  whole: (part: Part) => unknown,
  piece: (part: Part) => string,
  failure: () => string,
): Dialect<Part> => ({
  streamType: 'text/event-stream',
  whole: (part) => jsonLine(whole(part)),
  piece,
  error: openAiError,
  failure,
});

/** An id such as `resp_468054` or, with another separator, `chatcmpl-353`. */
export const makeId = (prefix: string, most = 999_999): string => `${prefix}${randomInt(most)}`;

/** Now, in seconds since 1970. */
export const unixSeconds = (): number => Math.floor(Date.now() / 1000);

/** The token usage of a generation, in OpenAI's format. */
export const usageOf = ({ prompt_eval_count = 0, eval_count = 0 }: Partial<Metrics> = {}) => ({
  prompt_tokens: prompt_eval_count,
  completion_tokens: eval_count,
  total_tokens: prompt_eval_count + eval_count,
});

/** Tool calls in OpenAI's format: the arguments are JSON in a string. */
export const toOpenAiCalls = (calls: readonly ToolCall[] = []) =>
  calls.map(({ id, function: { index, name, arguments: values } }) => ({
    id,
    index,
    type: 'function',
    function: { name, arguments: toJson(values) },
  }));
