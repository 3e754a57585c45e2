import { ChatOllama, OllamaEmbeddings } from '@langchain/ollama';
import { type Case, firstParts, type Kit, PERSON, WEATHER } from '../case.ts';

const chat = ({ fetch, base }: Kit, model: string, numPredict = 24) =>
  new ChatOllama({ baseUrl: base, fetch, model, seed: 7, temperature: 0, numPredict, maxRetries: 0 });

/** What `@langchain/ollama` is used for. */
export const langchainCases: readonly Case[] = [
  {
    name: 'stream',
    async run(kit) {
      const parts: unknown[] = [];
      for await (const { content } of await chat(kit, kit.models.chat).stream('Say hello.'))
        parts.push(content);
      return parts;
    },
  },
  {
    name: 'invoke',
    async run(kit) {
      const { content, usage_metadata } = await chat(kit, kit.models.chat).invoke('Say hello.');
      return { content, usage_metadata };
    },
  },
  {
    name: 'structured output',
    run: (kit) =>
      chat(kit, kit.models.chat, 64)
        .withStructuredOutput(PERSON, { method: 'jsonSchema' })
        .invoke('Describe a person.'),
  },
  {
    name: 'a tool call',
    async run(kit) {
      const model = chat(kit, kit.models.tools).bindTools([WEATHER]);
      const { content, tool_calls = [] } = await model.invoke('Weather in Paris');
      if (tool_calls.length === 0) throw new Error('The model called no tool.');
      return { content, calls: tool_calls.map(({ name, args }) => ({ name, args })) };
    },
  },
  {
    name: 'embeddings',
    run: ({ fetch, base, models }) =>
      new OllamaEmbeddings({ baseUrl: base, fetch, model: models.chat }).embedDocuments(['a key', '鍵']),
  },
  {
    name: 'a stream that is aborted',
    hold: { afterTokens: 2 },
    async run(kit) {
      const controller = new AbortController();
      const { signal } = controller;
      const stream = await chat(kit, kit.models.chat, 1000).stream('a long one', { signal });
      const { parts, error } = await firstParts(stream, 1, () => controller.abort());
      return { parts: parts.map(({ content }) => content), error };
    },
  },
  {
    name: 'a model that is not there',
    throws: 'ResponseError',
    run: (kit) => chat(kit, 'nope').invoke('Say hello.'),
  },
];
