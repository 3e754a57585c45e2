import { makeTurnkey } from './make-turnkey.ts';
import type { Turnkey, TurnkeyOptions } from './turnkey.ts';
import { connectPage } from './worker/connect-page.ts';

export { type ServeWorkerOptions, serveWorker } from './worker/serve-worker.ts';

/** Options of `createTurnkey` in a web worker. All are optional. */
export interface WorkerTurnkeyOptions extends Omit<TurnkeyOptions, 'transport'> {
  /**
   * A port whose other end the page passes to `serveWorker()`. For a shared worker or a sandboxed frame.
   * @default the messages between a dedicated worker and the page that started it
   */
  readonly port?: MessagePort;
}

/**
 * Creates a Turnkey for a web worker of an extension. Browsers give workers no extension API, so its requests go through
 * the page that started the worker, which must call `serveWorker(worker)`. Otherwise it behaves like `createTurnkey` of
 * `ollama-turnkey`.
 *
 * @example
 * const turnkey = createTurnkey();
 * const response = await turnkey.fetch('/api/tags');
 */
export const createTurnkey = ({ port, ...options }: WorkerTurnkeyOptions = {}): Turnkey =>
  makeTurnkey(options, { connect: connectPage(port ?? (globalThis as unknown as Worker)) });
