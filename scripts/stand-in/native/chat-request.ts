import type { Bound } from '../go/bind.ts';
import {
  goAny,
  goBool,
  goImage,
  goInt,
  goKeepAlive,
  goList,
  goMap,
  goObject,
  goString,
  goStruct,
  goThink,
} from '../go/types.ts';

const toolCallFields = { id: goString, function: goAny };
const messageFields = {
  role: goString,
  content: goString,
  thinking: goString,
  images: goList('[]api.ImageData', goImage),
  tool_calls: goList('[]api.ToolCall', goStruct('api.ToolCall', toolCallFields)),
  tool_name: goString,
  tool_call_id: goString,
};

/** The body of `/api/chat`. */
export const chatFields = {
  model: goString,
  messages: goList('[]api.Message', goStruct('api.Alias', messageFields)),
  stream: goBool,
  format: goAny,
  keep_alive: goKeepAlive,
  tools: goList('api.Tools', goObject('api.Tool')),
  options: goMap,
  think: goThink,
  truncate: goBool,
  shift: goBool,
  logprobs: goBool,
  top_logprobs: goInt,
};
export type ChatRequest = Bound<typeof chatFields>;
export type ChatMessage = Bound<typeof messageFields>;
