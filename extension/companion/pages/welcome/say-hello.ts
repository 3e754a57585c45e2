import { Ollama } from 'ollama/browser';
import { host } from '../shared/host.ts';

/** The most tokens of the answer. A model that cannot leave out its thoughts needs some for them. */
const MAX_TOKENS = 400;

/** What a model has said. */
export interface Answer {
  readonly text: string;
  /** Undefined if Ollama does not say. */
  readonly tokensPerSecond: number | undefined;
}

/** The official client, over the companion's own connection. `signal` ends the request also before its reply. */
const clientFor = (signal: AbortSignal) =>
  new Ollama({
    fetch: (input, init) =>
      host.fetch(input, {
        ...init,
        signal: AbortSignal.any([signal, ...(init?.signal ? [init.signal] : [])]),
      }),
  });

/** Lets a model answer a prompt. Calls `onText` with the whole text so far. Rejects with the signal's reason. */
export const sayHello = async (
  model: string,
  prompt: string,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<Answer> => {
  const messages = [{ role: 'user', content: prompt }];
  const options = { num_predict: MAX_TOKENS };
  let text = '';
  let tokensPerSecond: number | undefined;
  const parts = await clientFor(signal).chat({ model, messages, stream: true, think: false, options });
  for await (const { message, done, eval_count: count, eval_duration: nanoseconds } of parts) {
    if (message.content) {
      text += message.content;
      onText(text);
    }
    if (done && nanoseconds > 0) tokensPerSecond = count / (nanoseconds / 1e9);
  }
  return { text, tokensPerSecond };
};
