import { all, type Case, DOT, ENDLESS, firstParts, hello, PERSON, SAME, WEATHER } from '../case.ts';

const BY_SCHEMA = { type: 'json_schema' as const, json_schema: { name: 'person', schema: PERSON } };

/** What the `openai` client is used for. */
export const openaiCases: readonly Case[] = [
  { name: 'models', run: async ({ openai }) => all(await openai.models.list()) },
  { name: 'a model', run: ({ openai, models }) => openai.models.retrieve(models.chat) },
  {
    name: 'chat',
    run: ({ openai, models }) =>
      openai.chat.completions.create({ model: models.chat, messages: hello(), ...SAME }),
  },
  {
    name: 'chat, streamed with its usage',
    run: async ({ openai, models }) =>
      all(
        await openai.chat.completions.create({
          model: models.chat,
          messages: hello(),
          ...SAME,
          stream: true,
          stream_options: { include_usage: true },
        }),
      ),
  },
  {
    name: 'chat by the stream helper',
    run: ({ openai, models }) =>
      openai.chat.completions
        .stream({ model: models.chat, messages: hello(), ...SAME })
        .finalChatCompletion(),
  },
  {
    name: 'chat with its raw response',
    run: async ({ openai, models }) => {
      const { data, response, request_id } = await openai.chat.completions
        .create({ model: models.chat, messages: hello(), ...SAME })
        .withResponse();
      return { data, request_id, type: response.headers.get('content-type'), used: response.bodyUsed };
    },
  },
  {
    name: 'completion, streamed',
    run: async ({ openai, models }) =>
      all(
        await openai.completions.create({ model: models.chat, prompt: 'The sky is', ...SAME, stream: true }),
      ),
  },
  {
    name: 'embeddings in base64',
    run: ({ openai, models }) => openai.embeddings.create({ model: models.chat, input: ['a key', '鍵'] }),
  },
  {
    name: 'embeddings in numbers',
    run: ({ openai, models }) =>
      openai.embeddings.create({ model: models.chat, input: 'a key', encoding_format: 'float' }),
  },
  {
    name: 'a tool call',
    run: ({ openai, models }) =>
      openai.chat.completions.create({
        model: models.tools,
        messages: hello('Weather in Paris'),
        tools: [WEATHER],
        ...SAME,
      }),
  },
  {
    name: 'a tool call, streamed',
    run: async ({ openai, models }) =>
      all(
        await openai.chat.completions.create({
          model: models.tools,
          messages: hello('Weather in Paris'),
          tools: [WEATHER],
          ...SAME,
          stream: true,
        }),
      ),
  },
  {
    name: 'an image',
    run: ({ openai, models }) =>
      openai.chat.completions.create({
        model: models.vision,
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is this' },
              { type: 'image_url', image_url: { url: `data:image/png;base64,${DOT}` } },
            ],
          },
        ],
        ...SAME,
      }),
  },
  {
    name: 'an answer by a schema, parsed',
    run: ({ openai, models }) =>
      openai.chat.completions.parse({
        model: models.chat,
        messages: hello('Describe a person.'),
        response_format: BY_SCHEMA,
        ...SAME,
        max_tokens: 64,
      }),
  },
  {
    name: 'a response',
    run: ({ openai, models }) =>
      openai.responses.create({
        model: models.chat,
        input: 'Say hello.',
        temperature: 0,
        max_output_tokens: 24,
      }),
  },
  {
    name: 'a response, streamed',
    run: async ({ openai, models }) =>
      all(
        await openai.responses.create({
          model: models.chat,
          input: 'Say hello.',
          temperature: 0,
          max_output_tokens: 24,
          stream: true,
        }),
      ),
  },
  {
    name: 'a form with a file',
    standInOnly: 'a real model would speak about it for minutes',
    run: ({ openai, models }) =>
      openai.audio.transcriptions.create({
        model: models.chat,
        file: new File([Uint8Array.of(82, 73, 70, 70, 0, 255)], 'ton – 音.wav', { type: 'audio/wav' }),
      }),
  },
  {
    name: 'aborted before the headers',
    hold: {},
    throws: 'Error',
    run: ({ openai, models, reached }) => {
      const controller = new AbortController();
      void reached.then(() => controller.abort());
      return openai.chat.completions.create(
        { model: models.chat, messages: hello('a long one') },
        { signal: controller.signal },
      );
    },
  },
  {
    name: 'aborted before it began',
    throws: 'Error',
    run: ({ openai, models }) =>
      openai.chat.completions.create(
        { model: models.chat, messages: hello() },
        { signal: AbortSignal.abort() },
      ),
  },
  {
    name: 'a stream that is aborted by its signal',
    hold: { afterTokens: 2 },
    run: async ({ openai, models }) => {
      const controller = new AbortController();
      const stream = await openai.chat.completions.create(
        { model: models.chat, messages: hello('a long one'), ...ENDLESS, stream: true },
        { signal: controller.signal },
      );
      return firstParts(stream, 2, () => controller.abort());
    },
  },
  {
    name: 'a stream that is aborted by its controller',
    hold: { afterTokens: 2 },
    run: async ({ openai, models }) => {
      const stream = await openai.chat.completions.create({
        model: models.chat,
        messages: hello('a long one'),
        ...ENDLESS,
        stream: true,
      });
      return firstParts(stream, 2, () => stream.controller.abort());
    },
  },
  {
    name: 'a stream that is left early',
    hold: { afterTokens: 1 },
    run: async ({ openai, models }) => {
      for await (const part of await openai.chat.completions.create({
        model: models.chat,
        messages: hello('a long one'),
        ...ENDLESS,
        stream: true,
      })) {
        return part;
      }
      return 'nothing came';
    },
  },
  {
    name: 'a model that is not there',
    throws: 'Error',
    run: ({ openai }) => openai.chat.completions.create({ model: 'nope', messages: hello() }),
  },
  {
    name: 'a route that Ollama lacks',
    refused: true,
    throws: 'Error',
    run: ({ openai }) => openai.files.create({ file: new File(['{}'], 'a.jsonl'), purpose: 'batch' }),
  },
  {
    name: 'no messages',
    throws: 'Error',
    run: ({ openai, models }) => openai.chat.completions.create({ model: models.chat, messages: [] }),
  },
  {
    name: 'an error in the middle of a stream',
    standInOnly: 'a real model does not fail to order',
    arrange: (ollama) => void ollama.failNextGeneration({ afterTokens: 3 }),
    run: async ({ openai, models }) =>
      all(await openai.chat.completions.create({ model: models.chat, messages: hello(), stream: true })),
  },
  {
    name: 'a server that is busy twice',
    standInOnly: 'a real server is not busy to order',
    arrange(ollama) {
      for (const status of [503, 429]) {
        ollama.scriptNext({
          path: '/v1/chat/completions',
          status,
          headers: [
            ['Content-Type', 'application/json'],
            ['Retry-After-Ms', '1'],
          ],
          chunks: ['{"error":{"message":"busy","type":"api_error","param":null,"code":null}}'],
        });
      }
    },
    run: ({ openai, models }) =>
      openai.chat.completions.create({ model: models.chat, messages: hello(), ...SAME }, { maxRetries: 2 }),
  },
];
