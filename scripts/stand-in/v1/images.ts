import type { Handler } from '../call.ts';
import { answerGeneration } from '../generation/count.ts';
import { goString } from '../go/types.ts';
import type { Dialect } from '../http/answer.ts';
import { answerGenerate, type GenerateRecord } from '../native/generate-answer.ts';
import { cloudFirst } from './cloud-first.ts';
import { bindOpenAi, refuse, translateError } from './openai-error.ts';

const fields = { model: goString, prompt: goString, image: goString };

/** A model that makes no images answers these routes with nothing at all. */
const silent: Dialect<GenerateRecord> = {
  streamType: 'application/x-ndjson',
  one: () => ({ contentType: 'application/json', text: '' }),
  chunk: () => '',
  error: translateError,
  failure: () => '',
};

const images =
  (name: string, required: readonly (keyof typeof fields)[]): Handler =>
  (call) => {
    const request = bindOpenAi(call, name, fields);
    for (const field of required) if ((request[field] ?? '') === '') throw refuse(`${field} is required`);
    const { model = '', prompt = '' } = request;
    return answerGeneration(call, silent, () => answerGenerate(call, { model, prompt }));
  };

/** POST /v1/images/generations */
export const generateImage: Handler = cloudFirst(images('ImageGenerationRequest', ['prompt', 'model']));

/** POST /v1/images/edits */
export const editImage: Handler = cloudFirst(images('ImageEditRequest', ['prompt', 'model', 'image']));
