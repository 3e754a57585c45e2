import type { Handler } from '../call.ts';
import { answerGeneration } from '../generation/count.ts';
import { answerChat } from '../native/chat-answer.ts';
import { announceEvents } from './announce-events.ts';
import { cloudFirst } from './cloud-first.ts';
import { messagesDialect } from './messages-dialect.ts';
import { bindMessages, fromMessages } from './messages-request.ts';

/** POST /v1/messages */
export const messages: Handler = cloudFirst((call) => {
  const request = bindMessages(call);
  if (request.stream === true) announceEvents(call.reply);
  return answerGeneration(call, messagesDialect(request), () =>
    answerChat(call, fromMessages(request), true),
  );
});
