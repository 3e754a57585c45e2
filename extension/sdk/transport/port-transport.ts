import { type Batch, messagesIn } from '../../../shared/protocol/batch.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import type { Transport } from '../../../shared/protocol/transport.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { disconnectReason } from './browser-api.ts';
import { classifyDisconnect } from './classify-disconnect.ts';

/** The client's end of a line to the host. */
export type HostTransport = Transport<ClientMessage, HostMessage>;

/** A runtime port, native or to another extension, as a transport. */
export const portTransport = (port: chrome.runtime.Port, classify = classifyDisconnect): HostTransport => {
  let closed = false;
  let answered = false;
  let onClose: (reason: unknown) => void = () => {};

  port.onDisconnect.addListener(() => {
    const reason = disconnectReason(port);
    if (closed) return;
    closed = true;
    onClose(new TurnkeyError(classify(reason, answered)));
  });

  return {
    post(message) {
      try {
        port.postMessage(message);
      } catch {
        // The port died a moment ago: its disconnect event follows and tells why.
      }
    },
    onMessage(receive) {
      port.onMessage.addListener((batch: Batch<HostMessage>) => {
        for (const message of messagesIn(batch)) {
          if (message?.type === 'welcome') answered = true;
          if (!closed) receive(message);
        }
      });
    },
    onClose(listener) {
      onClose = listener;
    },
    close() {
      if (closed) return;
      closed = true;
      port.disconnect();
    },
  };
};
