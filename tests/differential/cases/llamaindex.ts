import { Ollama, OllamaEmbedding } from '@llamaindex/ollama';
import { type Case, hello, type Kit, OPTIONS } from '../case.ts';

const paramsOf = ({ fetch, base, models }: Kit) => ({
  model: models.chat,
  config: { host: base, fetch },
  options: OPTIONS,
});

/** What `@llamaindex/ollama` is used for. */
export const llamaindexCases: readonly Case[] = [
  {
    name: 'chat, streamed',
    async run(kit) {
      const parts: string[] = [];
      for await (const { delta } of await new Ollama(paramsOf(kit)).chat({ messages: hello(), stream: true }))
        parts.push(delta);
      return parts;
    },
  },
  {
    name: 'complete',
    async run(kit) {
      const { text } = await new Ollama(paramsOf(kit)).complete({ prompt: 'The sky is' });
      return text;
    },
  },
  { name: 'an embedding', run: (kit) => new OllamaEmbedding(paramsOf(kit)).getTextEmbedding('a key') },
];
