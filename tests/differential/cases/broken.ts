import type { StandIn } from '../../../scripts/stand-in/create-stand-in.ts';
import { all, type Case, hello } from '../case.ts';

const BREAKS = 'a real server does not break to order';

/** The server closes its socket in the middle of an answer. */
const breaks = (path: string, type: string, chunk: string) => (ollama: StandIn) =>
  void ollama.scriptNext({ path, headers: [['Content-Type', type]], chunks: [chunk], end: 'break' });

const LINE = '{"model":"m","created_at":"x","message":{"role":"assistant","content":"Hi"},"done":false}\n';
const EVENT = 'data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[]}\n\n';

/** What happens where the way to the server itself breaks. */
export const brokenCases: readonly Case[] = [
  {
    name: 'ollama, in the middle of a stream',
    standInOnly: BREAKS,
    arrange: breaks('/api/chat', 'application/x-ndjson', LINE),
    throws: 'TypeError',
    run: async ({ ollama, models }) =>
      all(await ollama.chat({ model: models.chat, messages: hello(), stream: true })),
  },
  {
    name: 'openai, in the middle of a stream',
    standInOnly: BREAKS,
    arrange: breaks('/v1/chat/completions', 'text/event-stream', EVENT),
    throws: 'TypeError',
    run: async ({ openai, models }) =>
      all(await openai.chat.completions.create({ model: models.chat, messages: hello(), stream: true })),
  },
];
