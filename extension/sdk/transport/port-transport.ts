import type { Problem } from '../../../shared/errors/problem.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import type { Transport } from '../../../shared/protocol/transport.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { disconnectReason } from './browser-api.ts';
import { classifyDisconnect } from './classify-disconnect.ts';
import { RELAY_NAME } from './open-port.ts';

/** The browser has one sentence for whatever end is missing: a content script's other end is no companion. */
const ofRelay = (problem: Problem): Problem =>
  problem.code === 'companion_missing'
    ? {
        code: 'background_missing',
        message: 'The extension’s background does not serve its content scripts.',
      }
    : problem;

/** A runtime port, native or to another extension, as a transport. */
export const portTransport = (port: chrome.runtime.Port): Transport<ClientMessage, HostMessage> => {
  let closed = false;
  let answered = false;
  let onClose: (reason: unknown) => void = () => {};

  port.onDisconnect.addListener(() => {
    const reason = disconnectReason(port);
    if (closed) return;
    closed = true;
    const problem = classifyDisconnect(reason, answered);
    onClose(new TurnkeyError(port.name === RELAY_NAME ? ofRelay(problem) : problem));
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
      port.onMessage.addListener((message: HostMessage) => {
        if (message.type === 'welcome') answered = true;
        if (!closed) receive(message);
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
