import type { Call, Handler } from '../call.ts';
import { headerOf } from '../controls/request-log.ts';
import { answerGeneration } from '../generation/count.ts';
import { encodeGoJson } from '../go/json-encode.ts';
import type { Dialect } from '../http/answer.ts';
import { answerChat, type ChatRecord } from '../native/chat-answer.ts';
import { refuse, translateError } from './openai-error.ts';

/** POST /v1/audio/transcriptions: a chat about a sound, answered when it is done. */
export const transcribe: Handler = async (call) => {
  const form = await readForm(call);
  const model = String(form.get('model') ?? '');
  if (model === '') throw refuse('model is required');
  const file = form.get('file');
  if (!(file instanceof Blob)) throw refuse('file is required: http: no such file');
  if (file.size === 0) throw refuse('audio file is empty');
  const messages = [{ role: 'user', content: String(form.get('prompt') ?? 'Transcribe this.') }];
  const asText = form.get('response_format') === 'text';
  await answerGeneration(call, transcriptDialect(asText), () => answerChat(call, { model, messages }));
};

async function readForm(call: Call): Promise<FormData> {
  const contentType = headerOf(call.request, 'content-type') ?? '';
  if (!contentType.startsWith('multipart/form-data')) {
    throw refuse("failed to parse multipart form: request Content-Type isn't multipart/form-data");
  }
  try {
    return await new Response(new Uint8Array(call.body), {
      headers: { 'content-type': contentType },
    }).formData();
  } catch {
    throw refuse('failed to parse multipart form: multipart: NextPart: EOF');
  }
}

function transcriptDialect(asText: boolean): Dialect<ChatRecord> {
  let text = '';
  return {
    // The native route has sent its own content type before the text is whole.
    streamType: 'application/x-ndjson',
    one: () => ({ contentType: 'application/json', text: '' }),
    chunk: (record) => {
      text += record.message.content;
      if (!record.done) return '';
      return asText ? text.trim() : `${encodeGoJson({ text: text.trim() })}\n`;
    },
    error: translateError,
    failure: () => '',
  };
}
