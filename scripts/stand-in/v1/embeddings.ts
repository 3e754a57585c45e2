import { toNumbers } from '../generation/embedding.ts';
import { type EmbedRequest, embedAll } from '../native/embed.ts';
import { asOpenAi, jsonLine, readOpenAi, refuse } from './openai.ts';

const toBase64 = (vector: Float32Array): string =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');

/** The value of `encoding_format`. */
const ENCODINGS: Readonly<Record<string, (vector: Float32Array) => unknown>> = {
  '': toNumbers,
  float: toNumbers,
  base64: toBase64,
};

/** POST /v1/embeddings */
export const v1Embeddings = asOpenAi(async (call) => {
  const request = readOpenAi<EmbedRequest & { encoding_format: string }>(call);
  const encode = ENCODINGS[request.encoding_format ?? ''];
  if (encode === undefined) throw refuse(`Invalid value for 'encoding_format' = ${request.encoding_format}.`);
  const { model, vectors, metrics } = await embedAll(call, request);
  const tokens = metrics?.prompt_eval_count ?? 0;
  const { contentType, text } = jsonLine({
    object: 'list',
    data: vectors.map((vector, index) => ({ object: 'embedding', embedding: encode(vector), index })),
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
  call.reply.send(200, contentType, text);
});
