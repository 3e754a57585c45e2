import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import {
  type EmbeddingModel,
  embed,
  generateObject,
  generateText,
  jsonSchema,
  type LanguageModel,
  streamText,
  type ToolSet,
} from 'ai';
import { createOllama } from 'ai-sdk-ollama';
import { createOllama as createOllamaV2 } from 'ollama-ai-provider-v2';
import { all, type Case, firstParts, type Kit, PERSON, WEATHER } from '../case.ts';

/** A provider of the AI SDK for the server of a kit. */
interface Provider {
  chat(model: string): LanguageModel;
  embedding(model: string): EmbeddingModel;
}

const SAME = { seed: 7, temperature: 0, maxOutputTokens: 24, maxRetries: 0 } as const;

const { description, parameters } = WEATHER.function;
const tools: ToolSet = {
  weather: { description, inputSchema: jsonSchema(parameters as Parameters<typeof jsonSchema>[0]) },
};

type StreamOptions = Parameters<typeof streamText>[0];

/** The texts of a stream. Rejects with the error in it. */
async function* textsOf(options: StreamOptions): AsyncGenerator<string> {
  for await (const part of streamText({ ...options, onError() {} }).stream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'text-delta') yield part.text;
  }
}

/** What is particular to a provider. */
interface Own {
  /** More of the case whose stream is aborted. */
  readonly aborted?: Partial<Case>;
  /** The name of the error for a model that is not there. */
  readonly missing?: string;
}

/** What the AI SDK is used for, by one provider. */
const casesOf = (
  provider: (kit: Kit) => Provider,
  { aborted = {}, missing = 'AI_APICallError' }: Own = {},
): readonly Case[] => [
  {
    name: 'streamText',
    run: (kit) => all(textsOf({ model: provider(kit).chat(kit.models.chat), prompt: 'Say hello.', ...SAME })),
  },
  {
    name: 'generateObject',
    async run(kit) {
      const { object, finishReason } = await generateObject({
        model: provider(kit).chat(kit.models.chat),
        schema: jsonSchema(PERSON as Parameters<typeof jsonSchema>[0]),
        prompt: 'Describe a person.',
        ...SAME,
        maxOutputTokens: 64,
      });
      return { object, finishReason };
    },
  },
  {
    name: 'a tool call',
    async run(kit) {
      const model = provider(kit).chat(kit.models.tools);
      const { toolCalls } = await generateText({ model, tools, prompt: 'Weather in Paris', ...SAME });
      if (toolCalls.length === 0) throw new Error('The model called no tool.');
      return toolCalls.map(({ toolName, input }) => ({ toolName, input }));
    },
  },
  {
    name: 'embed',
    async run(kit) {
      const { embedding, usage } = await embed({
        model: provider(kit).embedding(kit.models.chat),
        value: 'a key',
        maxRetries: 0,
      });
      return { embedding, usage };
    },
  },
  {
    name: 'a stream that is aborted',
    // A provider may keep the first tokens until more have come.
    hold: { afterTokens: 8 },
    ...aborted,
    run(kit) {
      const controller = new AbortController();
      const { signal: abortSignal } = controller;
      const model = provider(kit).chat(kit.models.chat);
      const texts = textsOf({ model, prompt: 'a long one', ...SAME, maxOutputTokens: 1000, abortSignal });
      return firstParts(texts, 1, () => controller.abort());
    },
  },
  {
    name: 'a model that is not there',
    throws: missing,
    run: (kit) => generateText({ model: provider(kit).chat('nope'), prompt: 'Say hello.', ...SAME }),
  },
];

export const aiSdkOllamaCases = casesOf(({ fetch, base }) => createOllama({ baseURL: base, fetch }), {
  aborted: { lazyClient: 'it looks at the signal between two parts' },
  missing: 'OllamaError',
});

export const ollamaV2Cases = casesOf(({ fetch, base }) =>
  createOllamaV2({ baseURL: `${base}/api`, fetch }),
).map((each) => ({ ...each, standInOnly: 'it sends Ollama neither a seed nor the limit of the answer' }));

export const openaiCompatibleCases = casesOf(({ fetch, base }) => {
  const provider = createOpenAICompatible({
    name: 'ollama',
    baseURL: `${base}/v1`,
    fetch,
    supportsStructuredOutputs: true,
  });
  return { chat: (model) => provider.chatModel(model), embedding: (model) => provider.embeddingModel(model) };
});
