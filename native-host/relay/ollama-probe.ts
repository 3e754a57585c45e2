import { askJson } from './ask-json.ts';
import type { Relay } from './relay.ts';

/** Whether Ollama answers: its version, or why it does not. */
export type Probed = { readonly version: string } | { readonly error: Error };

/** Looks whether Ollama answers, for all who ask. */
export interface OllamaProbe {
  /**
   * Joins a look-up that is under way. Never rejects.
   * @param maxAge milliseconds for which the last answer may be given again
   */
  look(maxAge: number): Promise<Probed>;
}

/** How long Ollama may take, in milliseconds: a server that accepts and stays silent counts as absent. */
const TIMEOUT_MS = 3_000;

/** One look-up serves everybody who asks while it is under way, or within `maxAge` of it. */
export const createOllamaProbe = (relay: Relay, now: () => number): OllamaProbe => {
  let last: { readonly at: number; readonly probed: Promise<Probed> } | undefined;

  const look = (): Promise<Probed> =>
    askJson(relay, '/api/version', AbortSignal.timeout(TIMEOUT_MS)).then(
      (answer) => {
        const { version } = Object(answer) as { version?: unknown };
        return typeof version === 'string' ? { version } : { error: new Error('not Ollama') };
      },
      (error: unknown) => ({ error: error instanceof Error ? error : new Error(String(error)) }),
    );

  return {
    look(maxAge) {
      if (!last || now() - last.at >= maxAge) {
        const probed = look();
        last = { at: Number.POSITIVE_INFINITY, probed };
        void probed.then(() => {
          last = { at: now(), probed };
        });
      }
      return last.probed;
    },
  };
};
