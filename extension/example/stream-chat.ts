import { type Message, Ollama } from 'ollama/browser';
import { listModels } from '../sdk/models.ts';

/** The speed of an answer. */
export interface Figures {
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number | undefined;
}

/** The official Ollama client with another `fetch`. */
export const createChat = (fetch: typeof globalThis.fetch) => {
  let stopping = new AbortController();
  // The client's abort() ignores requests without a reply so far, and a model may load for minutes.
  const stoppable: typeof fetch = (input, init) => {
    const signals = [stopping.signal, ...(init?.signal ? [init.signal] : [])];
    return fetch(input, { ...init, signal: AbortSignal.any(signals) });
  };
  const ollama = new Ollama({ fetch: stoppable });
  return {
    models: async () => (await listModels({ fetch: stoppable }, { can: 'chat' })).map(({ name }) => name),

    /** Streams an answer; rejects with an AbortError after `stop()`. */
    async stream(model: string, messages: Message[], onText: (text: string) => void): Promise<Figures> {
      const begun = performance.now();
      let firstTokenMs = 0;
      let tokensPerSecond: number | undefined;
      for await (const part of await ollama.chat({ model, messages, stream: true })) {
        firstTokenMs ||= performance.now() - begun;
        onText(part.message.content);
        if (part.done && part.eval_duration > 0)
          tokensPerSecond = part.eval_count / (part.eval_duration / 1e9);
      }
      return { firstTokenMs, tokensPerSecond };
    },

    stop() {
      stopping.abort();
      stopping = new AbortController();
    },
  };
};
