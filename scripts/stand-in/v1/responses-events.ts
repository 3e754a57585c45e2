import { sortKeys } from '../go/sort-keys.ts';
import type { ChatRecord } from '../native/chat-answer.ts';
import { longId, unixSeconds } from './ids.ts';
import { toOpenAiToolCalls } from './openai-tool-calls.ts';
import { messageItem, reasoningItem, responseObject, responseUsage, textPart } from './responses-object.ts';
import type { ResponsesRequest } from './responses-request.ts';
import { event } from './sse.ts';

/** Turns the records of a chat into the events of a response. */
export function createResponsesEvents(request: ResponsesRequest): (record: ChatRecord) => string {
  const id = longId('resp');
  const itemId = longId('msg');
  const reasoningId = longId('rs');
  const createdAt = unixSeconds();
  const output: object[] = [];
  let sequence = 0;
  let text: string | undefined;
  let thinking: string | undefined;

  const send = (type: string, fields: object): string => {
    const numbered = { ...fields, type, sequence_number: sequence };
    sequence += 1;
    return event(type, sortKeys(numbered));
  };
  const whole = (status: 'in_progress' | 'completed', usage: unknown): object => ({
    response: responseObject(request, {
      id,
      createdAt,
      completedAt: status === 'completed' ? unixSeconds() : null,
      status,
      output,
      usage,
    }),
  });
  const add = (item: object): string =>
    send('response.output_item.added', { output_index: output.length, item });
  const finishItem = (item: object): string => {
    const done = send('response.output_item.done', { output_index: output.length, item });
    output.push(item);
    return done;
  };

  const begin = (): string =>
    sequence > 0
      ? ''
      : send('response.created', whole('in_progress', null)) +
        send('response.in_progress', whole('in_progress', null));

  const think = (piece: string): string => {
    if (piece === '') return '';
    const start = thinking === undefined ? add({ id: reasoningId, type: 'reasoning', summary: [] }) : '';
    thinking = (thinking ?? '') + piece;
    const place = { item_id: reasoningId, output_index: output.length, summary_index: 0 };
    return start + send('response.reasoning_summary_text.delta', { ...place, delta: piece });
  };
  const finishThinking = (): string => {
    if (thinking === undefined || output.length > 0) return '';
    const place = { item_id: reasoningId, output_index: 0, summary_index: 0 };
    const done = send('response.reasoning_summary_text.done', { ...place, text: thinking });
    return done + finishItem(reasoningItem(reasoningId, thinking));
  };

  const part = (): object => ({ item_id: itemId, output_index: output.length, content_index: 0 });
  const say = (piece: string): string => {
    if (piece === '') return '';
    const before = finishThinking();
    const start =
      text === undefined
        ? add(messageItem(itemId, 'in_progress', [])) +
          send('response.content_part.added', { ...part(), part: textPart('') })
        : '';
    text = (text ?? '') + piece;
    return before + start + send('response.output_text.delta', { ...part(), delta: piece, logprobs: [] });
  };
  const finishText = (): string => {
    if (text === undefined) return '';
    return (
      send('response.output_text.done', { ...part(), text, logprobs: [] }) +
      send('response.content_part.done', { ...part(), part: textPart(text) }) +
      finishItem(messageItem(itemId, 'completed', [textPart(text)]))
    );
  };

  const callTools = ({ message }: ChatRecord): string =>
    toOpenAiToolCalls(message.tool_calls)
      .map((call) => {
        const before = finishThinking();
        const item = { id: longId('fc'), type: 'function_call', call_id: call.id, name: call.function.name };
        const place = { item_id: item.id, output_index: output.length };
        const values = call.function.arguments;
        return (
          before +
          add({ ...item, status: 'in_progress', arguments: '' }) +
          send('response.function_call_arguments.delta', { ...place, delta: values }) +
          send('response.function_call_arguments.done', { ...place, arguments: values }) +
          finishItem({ ...item, status: 'completed', arguments: values })
        );
      })
      .join('');

  const finish = (record: ChatRecord): string =>
    record.done
      ? finishThinking() +
        finishText() +
        send('response.completed', whole('completed', responseUsage(record)))
      : '';

  return (record) =>
    begin() +
    think(record.message.thinking ?? '') +
    callTools(record) +
    say(record.message.content) +
    finish(record);
}
