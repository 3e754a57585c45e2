import type { Handler } from '../call.ts';
import { shortest } from '../generation/embedding.ts';
import { goAny, goInt, goString } from '../go/types.ts';
import { writeAnswer } from '../http/answer.ts';
import { answerEmbed, type Embedded } from '../native/embed-answer.ts';
import { cloudFirst } from './cloud-first.ts';
import { bindOpenAi, jsonLine, refuse, translateError } from './openai-error.ts';

const fields = { input: goAny, model: goString, dimensions: goInt, encoding_format: goString };

/** POST /v1/embeddings */
export const v1Embeddings: Handler = cloudFirst((call) => {
  const {
    input,
    model = '',
    dimensions = 0,
    encoding_format: format = '',
  } = bindOpenAi(call, 'EmbedRequest', fields);
  if (!/^(?:|float|base64)$/i.test(format)) {
    throw refuse(`Invalid value for 'encoding_format' = ${format}. Supported values: ['float', 'base64'].`);
  }
  if (input === undefined || (Array.isArray(input) && input.length === 0)) throw refuse('invalid input');
  const texts = input === '' ? [''] : input;
  const encode = format.toLowerCase() === 'base64' ? toBase64 : shortest;
  const dialect = {
    streamType: '',
    one: (found: Embedded) => jsonLine(toList(found, encode)),
    chunk: () => '',
    error: translateError,
    failure: () => '',
  };
  return writeAnswer(call.reply, dialect, async () => ({
    one: await answerEmbed(call, { model, input: texts, dimensions }),
  }));
});

function toList({ model, vectors, metrics }: Embedded, encode: (vector: Float32Array) => unknown): unknown {
  const tokens = metrics?.prompt_eval_count ?? 0;
  return {
    object: 'list',
    data: vectors.map((vector, index) => ({ object: 'embedding', embedding: encode(vector), index })),
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

function toBase64(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}
