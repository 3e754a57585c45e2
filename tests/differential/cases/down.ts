import { type Case, hello } from '../case.ts';

/** What the clients say when no server is there. */
export const downCases: readonly Case[] = [
  { name: 'fetch', throws: 'TypeError', run: ({ fetch, base }) => fetch(`${base}/api/version`) },
  { name: 'ollama', throws: 'TypeError', run: ({ ollama }) => ollama.list() },
  {
    name: 'ollama, streamed',
    throws: 'TypeError',
    run: ({ ollama, models }) => ollama.chat({ model: models.chat, messages: hello(), stream: true }),
  },
  {
    name: 'openai',
    throws: 'Error',
    run: ({ openai, models }) =>
      openai.chat.completions.create({ model: models.chat, messages: hello() }, { maxRetries: 0 }),
  },
];
