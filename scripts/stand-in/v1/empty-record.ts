import type { ChatRecord } from '../native/chat-answer.ts';
import type { GenerateRecord } from '../native/generate-answer.ts';

/** What a `/v1` route sees in place of an error in the middle of a stream: a record with nothing in it. */
export const emptyChatRecord: ChatRecord = {
  model: '',
  created_at: '0001-01-01T00:00:00Z',
  message: { role: '', content: '' },
  done: false,
};
export const emptyGenerateRecord: GenerateRecord = {
  model: '',
  created_at: '0001-01-01T00:00:00Z',
  response: '',
  done: false,
};
