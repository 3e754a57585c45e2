import { type PullProgress, pullModel } from '../../../../sdk/models/pull-model.ts';

/** The download of one model. */
export type PullState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly model: string; readonly progress: PullProgress }
  | { readonly phase: 'done'; readonly model: string }
  | { readonly phase: 'cancelled'; readonly model: string }
  | { readonly phase: 'failed'; readonly model: string; readonly error: unknown };

/** Downloads models, one at a time. */
export interface Pull {
  readonly state: PullState;
  /** Downloads a model. Resolves with true when Ollama has it, and with false otherwise. Ends a running download. */
  start(model: string): Promise<boolean>;
  /** Ends the running download. Ollama keeps what it has, and the next download of the model continues it. */
  cancel(): void;
}

const BEGUN: PullProgress = { status: '', completed: 0, total: 0 };

/**
 * Creates a downloader without a download. It asks Ollama over the companion's own channel, where the pairing has the scope
 * `manage`; the host records each download in its audit.
 * @param changed called after each change of `state`
 */
export const createPull = (host: { readonly fetch: typeof fetch }, changed: () => void): Pull => {
  let state: PullState = { phase: 'idle' };
  let running: AbortController | undefined;

  const set = (next: PullState) => {
    state = next;
    changed();
  };

  return {
    get state() {
      return state;
    },
    async start(model) {
      running?.abort();
      const own = new AbortController();
      running = own;
      const show = (next: PullState) => {
        if (running === own) set(next);
      };
      show({ phase: 'running', model, progress: BEGUN });
      try {
        const onProgress = (progress: PullProgress) => show({ phase: 'running', model, progress });
        await pullModel(host, model, { onProgress, signal: own.signal });
        show({ phase: 'done', model });
        return true;
      } catch (error) {
        show(own.signal.aborted ? { phase: 'cancelled', model } : { phase: 'failed', model, error });
        return false;
      }
    },
    cancel: () => running?.abort(),
  };
};
