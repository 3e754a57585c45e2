import Anthropic from '@anthropic-ai/sdk';
import { all, type Case, firstParts, hello, type Kit } from '../case.ts';

const client = ({ fetch, base }: Kit) =>
  new Anthropic({ baseURL: base, apiKey: 'unused', fetch, dangerouslyAllowBrowser: true, maxRetries: 0 });

const SAME = { temperature: 0, max_tokens: 24 } as const;

/** What `@anthropic-ai/sdk` is used for. */
export const anthropicCases: readonly Case[] = [
  {
    name: 'create',
    run: (kit) => client(kit).messages.create({ model: kit.models.chat, messages: hello(), ...SAME }),
  },
  {
    name: 'stream',
    run: async (kit) =>
      all(
        await client(kit).messages.create({
          model: kit.models.chat,
          messages: hello(),
          ...SAME,
          stream: true,
        }),
      ),
  },
  {
    name: 'stream by the helper',
    run: (kit) =>
      client(kit)
        .messages.stream({ model: kit.models.chat, messages: hello(), ...SAME })
        .finalMessage(),
  },
  {
    name: 'a stream that is aborted',
    hold: { afterTokens: 2 },
    async run(kit) {
      const stream = await client(kit).messages.create({
        model: kit.models.chat,
        messages: hello('a long one'),
        ...SAME,
        max_tokens: 1000,
        stream: true,
      });
      return firstParts(stream, 3, () => stream.controller.abort());
    },
  },
  {
    name: 'a model that is not there',
    // The text of the error has the ID of the request, which is new in every answer.
    run: (kit) =>
      client(kit)
        .messages.create({ model: 'nope', messages: hello(), ...SAME })
        .catch(({ name, status, error }) => ({ name, status, error: error.error })),
  },
  {
    name: 'a route that Ollama lacks',
    refused: true,
    throws: 'NotFoundError',
    run: (kit) => client(kit).messages.countTokens({ model: kit.models.chat, messages: hello() }),
  },
];
