import type { Handler } from '../call.ts';
import { answerGeneration } from '../generation/count.ts';
import { bindBody } from '../http/bind-body.ts';
import { answerChat } from './chat-answer.ts';
import { chatFields } from './chat-request.ts';
import { nativeDialect } from './native-dialect.ts';

/** POST /api/chat */
export const chat: Handler = (call) => {
  const request = bindBody(call, 'ChatRequest', chatFields);
  return answerGeneration(call, nativeDialect(), () => answerChat(call, request));
};
