import type { Handler } from '../call.ts';
import { answerGeneration, nativeDialect } from '../generation/answer.ts';
import { bindBody } from '../http/bind-body.ts';
import { answerChat } from './chat-answer.ts';
import { chatFields } from './chat-request.ts';

/** POST /api/chat */
export const chat: Handler = (call) =>
  answerGeneration(call, nativeDialect(), async () =>
    answerChat(call, bindBody(call, 'ChatRequest', chatFields)),
  );
