import { AnswerError } from './answer-error.ts';
import { askJson } from './ask-json.ts';
import type { Relay } from './relay.ts';

/** The version of Ollama, or why it does not respond. */
export type Probed = { readonly version: string } | { readonly error: Error };

/** Checks whether Ollama responds. */
export interface OllamaProbe {
  /**
   * Never rejects. Concurrent calls share one request.
   * @param maxAge how old a previous result may be, in milliseconds
   */
  look(maxAge: number): Promise<Probed>;
}

/** Timeout in milliseconds. A server that accepts the connection but never responds counts as unreachable. */
const TIMEOUT_MS = 3_000;

/**
 * @param now milliseconds since the epoch
 * @param onProbed called with each new result. @default nothing
 */
export const createOllamaProbe = (
  relay: Relay,
  now: () => number,
  onProbed: (probed: Probed) => void = () => {},
): OllamaProbe => {
  let last: { readonly at: number; readonly probed: Promise<Probed> } | undefined;

  const look = (): Promise<Probed> =>
    askJson(relay, '/api/version', AbortSignal.timeout(TIMEOUT_MS)).then(
      (answer) => {
        const { version } = Object(answer) as { version?: unknown };
        return typeof version === 'string' ? { version } : { error: new AnswerError(200, 'not Ollama') };
      },
      (error: unknown) => ({ error: error instanceof Error ? error : new Error(String(error)) }),
    );

  return {
    look(maxAge) {
      if (!last || now() - last.at >= maxAge) {
        const probed = look();
        last = { at: Number.POSITIVE_INFINITY, probed };
        void probed.then((result) => {
          last = { at: now(), probed };
          onProbed(result);
        });
      }
      return last.probed;
    },
  };
};
