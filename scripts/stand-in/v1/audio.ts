import type { Call, Handler } from '../call.ts';
import { headerOf } from '../controls/request-log.ts';
import { generateAs } from '../generation/generate.ts';
import type { Part } from '../generation/part.ts';
import type { Dialect } from '../http/write-answer.ts';
import { toJson } from '../json.ts';
import { toGeneration } from '../native/chat.ts';
import { jsonLine, openAiError, refuse } from './openai.ts';

const readForm = async ({ request }: Call): Promise<FormData> => {
  const headers = { 'content-type': headerOf(request, 'content-type') ?? '' };
  try {
    return await new Response(new Uint8Array(request.body), { headers }).formData();
  } catch {
    throw refuse('failed to parse multipart form');
  }
};

/** The content type is that of the native route below, which sends it before the text is complete. */
const transcriptDialect = (): Dialect<Part> => {
  let text = '';
  return {
    streamType: 'application/x-ndjson',
    whole: ({ content }) => jsonLine({ text: content }),
    piece: ({ content, done }) => {
      text += content;
      return done ? `${toJson({ text: text.trim() })}\n` : '';
    },
    error: openAiError,
    failure: () => '',
  };
};

/** POST /v1/audio/transcriptions: a chat about an audio file, answered when it is complete. */
export const transcribe: Handler = async (call) => {
  const form = await readForm(call);
  const file = form.get('file');
  if (!(file instanceof Blob) || file.size === 0) throw refuse('audio file is empty');
  const messages = [{ role: 'user', content: String(form.get('prompt') ?? 'Transcribe this.') }];
  await generateAs(
    call,
    transcriptDialect(),
    toGeneration({ model: String(form.get('model') ?? ''), messages }),
  );
};
