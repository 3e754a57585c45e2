import { type Batch, messagesIn } from '../../../shared/protocol/batch.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import type { Connect } from '../../../shared/protocol/transport.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { disconnectReason, isPortEnded } from './browser-api.ts';
import { classifyDisconnect } from './classify-disconnect.ts';

/** Opens a client's connection to the host. */
export type ConnectHost = Connect<ClientMessage, HostMessage>;

/**
 * A connection over a runtime port: a native one, or one to another extension. It ends with a TurnkeyError whose cause
 * is the browser's own text.
 */
export const overPort =
  (open: () => chrome.runtime.Port, classify = classifyDisconnect): ConnectHost =>
  (receive, onClose) => {
    const port = open();
    let closed = false;
    let answered = false;

    port.onDisconnect.addListener(() => {
      const reason = disconnectReason(port);
      if (closed) return;
      closed = true;
      onClose(new TurnkeyError(classify(reason, answered), { cause: reason }));
    });
    port.onMessage.addListener((batch: Batch<HostMessage>) => {
      for (const message of messagesIn(batch)) {
        if (message?.type === 'welcome') answered = true;
        if (!closed) receive(message);
      }
    });

    return {
      post(message) {
        try {
          port.postMessage(message);
        } catch (cause) {
          // The port has just been disconnected: the event follows, with the reason.
          if (isPortEnded(cause)) return;
          throw new TurnkeyError({ code: 'bad_request', message: String(cause) });
        }
      },
      close() {
        if (closed) return;
        closed = true;
        port.disconnect();
      },
    };
  };
