// cspell:ignore Grüße Schlüssel
import { all, type Case, DOT, ENDLESS, firstParts, hello, OPTIONS, PERSON, WEATHER } from '../case.ts';

const MANAGES = 'it changes which models there are';
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** What the `ollama` client is used for. */
export const ollamaCases: readonly Case[] = [
  { name: 'version', run: ({ ollama }) => ollama.version() },
  { name: 'list', run: ({ ollama }) => ollama.list() },
  { name: 'show', run: ({ ollama, models }) => ollama.show({ model: models.chat }) },
  {
    name: 'chat',
    run: ({ ollama, models }) =>
      ollama.chat({ model: models.chat, messages: hello(), options: OPTIONS, stream: false }),
  },
  { name: 'ps', run: ({ ollama }) => ollama.ps() },
  {
    name: 'chat, streamed',
    run: async ({ ollama, models }) =>
      all(await ollama.chat({ model: models.chat, messages: hello(), options: OPTIONS, stream: true })),
  },
  {
    name: 'chat of several turns',
    run: ({ ollama, models }) =>
      ollama.chat({
        model: models.chat,
        messages: [
          { role: 'system', content: 'Be brief.' },
          ...hello('Grüße aus 東京 😀'),
          { role: 'assistant', content: 'Hi "there"\n\u2028' },
          ...hello('And now?'),
        ],
        options: OPTIONS,
      }),
  },
  {
    name: 'chat that ends at a word',
    run: ({ ollama, models }) =>
      ollama.chat({ model: models.chat, messages: hello(), options: { ...OPTIONS, stop: ['a'] } }),
  },
  {
    name: 'chat with probabilities',
    run: async ({ ollama, models }) =>
      all(
        await ollama.chat({
          model: models.chat,
          messages: hello(),
          options: { ...OPTIONS, num_predict: 4 },
          logprobs: true,
          top_logprobs: 2,
          stream: true,
        }),
      ),
  },
  {
    name: 'generate',
    run: ({ ollama, models }) =>
      ollama.generate({ model: models.chat, prompt: 'The sky is', options: OPTIONS }),
  },
  {
    name: 'generate, streamed',
    run: async ({ ollama, models }) =>
      all(
        await ollama.generate({ model: models.chat, prompt: 'The sky is', options: OPTIONS, stream: true }),
      ),
  },
  {
    name: 'generate without a template',
    run: ({ ollama, models }) =>
      ollama.generate({ model: models.chat, prompt: 'One, two,', raw: true, options: OPTIONS }),
  },
  {
    name: 'two streams at once',
    run: async ({ ollama, models }) => {
      const ask = async (prompt: string) =>
        all(await ollama.generate({ model: models.chat, prompt, options: OPTIONS, stream: true }));
      return Promise.all([ask('The sea is'), ask('The sun is')]);
    },
  },
  {
    name: 'embed a text',
    run: ({ ollama, models }) => ollama.embed({ model: models.chat, input: 'a key' }),
  },
  {
    name: 'embed many texts',
    run: ({ ollama, models }) => ollama.embed({ model: models.chat, input: ['a key', 'ein Schloss', '鍵'] }),
  },
  {
    name: 'embeddings',
    run: ({ ollama, models }) => ollama.embeddings({ model: models.chat, prompt: 'a key' }),
  },
  {
    name: 'a tool call',
    run: ({ ollama, models }) =>
      ollama.chat({
        model: models.tools,
        messages: hello('Weather in Paris'),
        tools: [WEATHER],
        options: OPTIONS,
      }),
  },
  {
    name: 'a tool call, streamed',
    run: async ({ ollama, models }) =>
      all(
        await ollama.chat({
          model: models.tools,
          messages: hello('Weather in Paris'),
          tools: [WEATHER],
          options: OPTIONS,
          stream: true,
        }),
      ),
  },
  {
    name: 'the answer of a tool',
    run: ({ ollama, models }) =>
      ollama.chat({
        model: models.tools,
        messages: [
          ...hello('Weather in Paris'),
          {
            role: 'assistant',
            content: '',
            tool_calls: [{ function: { name: 'weather', arguments: { city: 'Paris' } } }],
          },
          { role: 'tool', tool_name: 'weather', content: 'sunny' },
        ],
        options: OPTIONS,
      }),
  },
  {
    name: 'an image as bytes',
    run: ({ ollama, models }) =>
      ollama.generate({
        model: models.vision,
        prompt: 'What is this',
        images: [bytesOf(DOT)],
        options: OPTIONS,
      }),
  },
  {
    name: 'an image as text',
    run: ({ ollama, models }) =>
      ollama.chat({
        model: models.vision,
        messages: [{ role: 'user', content: 'What is this', images: [DOT] }],
        options: OPTIONS,
      }),
  },
  {
    name: 'an answer by a schema',
    run: ({ ollama, models }) =>
      ollama.chat({
        model: models.chat,
        messages: hello('Describe a person.'),
        format: PERSON,
        options: { ...OPTIONS, num_predict: 64 },
      }),
  },
  {
    name: 'an answer in JSON, streamed',
    run: async ({ ollama, models }) =>
      all(
        await ollama.chat({
          model: models.chat,
          messages: hello('Describe a person in JSON.'),
          format: 'json',
          options: OPTIONS,
          stream: true,
        }),
      ),
  },
  {
    name: 'a prompt of a megabyte and a half',
    standInOnly: 'a real model would read it for minutes',
    run: ({ ollama, models }) =>
      ollama.generate({ model: models.chat, prompt: 'Schlüssel 🔑 '.repeat(100_000), options: OPTIONS }),
  },
  {
    name: 'an answer of many thousand words',
    standInOnly: 'a real model would speak for minutes',
    run: async ({ ollama, models }) =>
      all(await ollama.generate({ model: models.chat, prompt: 'a long one', stream: true })),
  },
  {
    name: 'pull, streamed',
    standInOnly: MANAGES,
    run: async ({ ollama }) => all(await ollama.pull({ model: 'tiny', stream: true })),
  },
  {
    name: 'copy, create and delete',
    standInOnly: MANAGES,
    run: async ({ ollama, models }) => [
      await ollama.copy({ source: models.chat, destination: 'other' }),
      await all(await ollama.create({ model: 'third', from: 'other', system: 'Be kind.', stream: true })),
      await ollama.delete({ model: 'other' }),
      await ollama.delete({ model: 'third' }),
    ],
  },
  {
    name: 'a stream that is aborted',
    hold: { afterTokens: 2 },
    run: async ({ ollama, models }) => {
      const stream = await ollama.chat({
        model: models.chat,
        messages: hello('a long one'),
        options: ENDLESS,
        stream: true,
      });
      return firstParts(stream, 2, () => stream.abort());
    },
  },
  {
    name: 'a client that aborts all',
    hold: { afterTokens: 2 },
    run: async ({ ollama, models }) => {
      const stream = await ollama.generate({
        model: models.chat,
        prompt: 'a long one',
        options: ENDLESS,
        stream: true,
      });
      return firstParts(stream, 2, () => ollama.abort());
    },
  },
  {
    name: 'a stream that is left early',
    run: async ({ ollama, models }) => {
      for await (const part of await ollama.chat({
        model: models.chat,
        messages: hello(),
        options: OPTIONS,
        stream: true,
      })) {
        return part;
      }
      return 'nothing came';
    },
  },
  {
    name: 'a model that is not there',
    throws: 'ResponseError',
    run: ({ ollama }) => ollama.chat({ model: 'nope', messages: hello() }),
  },
  {
    name: 'a model that is not there, streamed',
    throws: 'ResponseError',
    run: ({ ollama }) => ollama.generate({ model: 'nope', prompt: 'Hi', stream: true }),
  },
  {
    name: 'no name of a model',
    refused: true,
    throws: 'ResponseError',
    run: ({ ollama }) => ollama.show({ model: '' }),
  },
  {
    name: 'an option of the wrong kind',
    throws: 'ResponseError',
    run: ({ ollama, models }) =>
      ollama.chat({ model: models.chat, messages: hello(), options: { temperature: 'warm' as never } }),
  },
  {
    name: 'tools for a model that has none',
    standInOnly: 'the tools model of a real server may be the only one',
    throws: 'ResponseError',
    run: ({ ollama, models }) => ollama.chat({ model: models.chat, messages: hello(), tools: [WEATHER] }),
  },
  {
    name: 'an error in the middle of a stream',
    standInOnly: 'a real model does not fail to order',
    arrange: (ollama) => void ollama.failNextGeneration({ afterTokens: 3 }),
    throws: 'Error',
    run: async ({ ollama, models }) =>
      all(await ollama.chat({ model: models.chat, messages: hello(), stream: true })),
  },
  {
    name: 'an error in the middle of a whole answer',
    standInOnly: 'a real model does not fail to order',
    arrange: (ollama) => void ollama.failNextGeneration({ afterTokens: 3 }),
    throws: 'ResponseError',
    run: ({ ollama, models }) => ollama.chat({ model: models.chat, messages: hello() }),
  },
];
