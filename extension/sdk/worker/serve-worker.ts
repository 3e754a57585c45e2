import type { ClientMessage } from '../../../shared/protocol/messages.ts';
import type { Transport } from '../../../shared/protocol/transport.ts';
import { onAbort } from '../on-abort.ts';
import { relayToHost } from '../relay-to-host.ts';
import { openPort, type TransportKind } from '../transport/open-port.ts';
import { type ConnectHost, overPort } from '../transport/over-port.ts';
import { CLOSE, holdLock, OPEN, type OpenMessage, onRelease, READY } from './worker-link.ts';

/** Options of `serveWorker`. All are optional. */
export interface ServeWorkerOptions {
  /** How the page reaches the host. @default 'auto' */
  readonly transport?: TransportKind | 'auto';
}

/** Joins one connection of a worker with one to the host, until the worker is gone or the signal is aborted. */
const serve = async (
  port: MessagePort,
  { lock, held }: OpenMessage,
  connect: ConnectHost,
  stopped: AbortSignal,
): Promise<void> => {
  const ended = new AbortController();
  // Held until the worker is gone: it could see a release before the messages that were sent earlier.
  const gone = new AbortController();
  await holdLock(`${lock}:page`, gone.signal);

  let toHost: Transport<ClientMessage> | undefined;
  const end = () => {
    if (ended.signal.aborted) return;
    ended.abort();
    toHost?.close();
    port.postMessage(CLOSE);
    if (!held) gone.abort();
  };
  toHost = relayToHost(connect, (message) => port.postMessage(message), end);
  port.onmessage = ({ data }: MessageEvent<ClientMessage | typeof CLOSE>) => {
    if (data === CLOSE) end();
    else toHost?.post(data);
  };
  onAbort(stopped, end, ended.signal);
  if (held) {
    onRelease(lock, gone.signal, () => {
      gone.abort();
      end();
    });
  }
  if (!ended.signal.aborted) port.postMessage(READY);
};

/**
 * Lets a web worker of this extension use Ollama through this page. The worker imports `createTurnkey` from
 * `ollama-turnkey/worker` too. Call it right after the worker was created. For a shared worker, pass its `port`; for a
 * sandboxed frame, one port of a MessageChannel whose other port the frame gets. Connections end with the worker, with
 * this page, and when the returned function is called.
 *
 * @example
 * const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
 * serveWorker(worker);
 * @returns a function that ends all connections of the worker and serves no new one
 */
export const serveWorker = (
  worker: Worker | MessagePort,
  { transport = 'auto' }: ServeWorkerOptions = {},
): (() => void) => {
  const connect = overPort(() => openPort(transport));
  const stop = new AbortController();
  const { signal } = stop;
  const listen = (event: Event) => {
    const { data, ports } = event as MessageEvent<OpenMessage | null>;
    const [port] = ports;
    if (data?.type !== OPEN || !port) return;
    event.stopImmediatePropagation();
    void serve(port, data, connect, signal);
  };
  worker.addEventListener('message', listen, { signal });
  // A port delivers nothing before this, if its owner has set no `onmessage`.
  if ('start' in worker) worker.start();
  return () => stop.abort();
};
