import { WORKER_HELP } from '../../../shared/errors/local-help.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import type { ConnectHost } from '../transport/over-port.ts';
import { CLOSE, holdLock, OPEN, type OpenMessage, onRelease, READY } from './worker-link.ts';

/** How long the page may take to serve a new connection, in milliseconds. It may be busy. */
const PAGE_TIMEOUT_MS = 10_000;

/** What reaches the page: the global scope of a dedicated worker, or a port. */
interface ToPage {
  postMessage(message: unknown, transfer: Transferable[]): void;
}

const missing = () =>
  new TurnkeyError({
    code: 'page_missing',
    message: 'The page that started this worker does not serve it.',
    help: WORKER_HELP,
  });
const gone = () =>
  new TurnkeyError({ code: 'interrupted', message: 'The page that served this worker was closed.' });

/** Connects a web worker to the page that serves it, which relays its messages to the host. */
export const connectPage =
  (page: ToPage): ConnectHost =>
  (receive, onClose) => {
    const { port1: port, port2 } = new MessageChannel();
    const ended = new AbortController();
    const { signal } = ended;
    const lock = `${OPEN}:${crypto.randomUUID()}`;

    const end = () => {
      clearTimeout(timer);
      ended.abort();
      port.close();
    };
    const fail = (error?: TurnkeyError) => {
      if (signal.aborted) return;
      end();
      onClose(error);
    };
    const timer = setTimeout(() => fail(missing()), PAGE_TIMEOUT_MS);

    port.onmessage = ({ data }: MessageEvent<HostMessage | typeof READY | typeof CLOSE>) => {
      if (signal.aborted) return;
      if (data === READY) {
        clearTimeout(timer);
        onRelease(`${lock}:page`, signal, () => fail(gone()));
      } else if (data === CLOSE) fail();
      else receive(data);
    };
    void holdLock(lock, signal).then((held) => {
      const open: OpenMessage = { type: OPEN, lock, held };
      if (!signal.aborted) page.postMessage(open, [port2]);
    });

    return {
      post: (message: ClientMessage) => port.postMessage(message),
      close() {
        if (signal.aborted) return;
        port.postMessage(CLOSE);
        end();
      },
    };
  };
