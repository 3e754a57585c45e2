import browser from 'webextension-polyfill';
import { type Problem, problem } from '../../../shared/errors/problem.ts';
import { HOST_NAME } from '../../../shared/identity.ts';
import { type Batch, messagesIn } from '../../../shared/protocol/batch.ts';
import type { HostMessage } from '../../../shared/protocol/messages.ts';
import { disconnectReason, isPortEnded } from '../../sdk/transport/browser-api.ts';
import { classifyDisconnect } from '../../sdk/transport/classify-disconnect.ts';

/** What the host sends: a message of the companion's own session, or a client's in its envelope. */
export type HostFrame = HostMessage | { readonly channel: number; readonly message: Batch<HostMessage> };

/** The one native port of this browser profile. */
export interface NativeLine {
  /** Returns false for what the browser cannot send. What comes after the end of the line counts as sent. */
  post(frame: unknown): boolean;
  close(): void;
}

interface Listener {
  onFrame(frame: HostFrame): void;
  /** The host is gone without having been asked to go. */
  onLost(problem: Problem): void;
}

const UNREADABLE: HostMessage = {
  type: 'error',
  ...problem('protocol_error', 'The Ollama Turnkey host wrote something unreadable.'),
};

/** Starts the host. The browser ends it when the port closes. */
export const openNativeLine = ({ onFrame, onLost }: Listener): NativeLine => {
  const port = browser.runtime.connectNative(HOST_NAME);
  let closed = false;
  let answered = false;
  let lastWord: Problem | undefined;
  const receive = (raw: unknown) => {
    if (closed) return;
    // No host of ours says what is no object: nothing that it says is to be trusted.
    const frame = (typeof raw === 'object' && raw !== null ? raw : UNREADABLE) as HostFrame;
    if (!('channel' in frame)) {
      if (frame.type === 'welcome') answered = true;
      // What the host says of itself before it ends tells more than the browser does.
      if (frame.type === 'error' && frame.id === undefined) {
        const { code, message, help } = frame;
        lastWord = { code, message, help };
      }
    }
    onFrame(frame);
  };
  port.onMessage.addListener((raw: unknown) => {
    for (const frame of messagesIn(raw as Batch<HostFrame>)) receive(frame);
  });
  port.onDisconnect.addListener(() => {
    const reason = disconnectReason(port as unknown as chrome.runtime.Port);
    if (closed) return;
    closed = true;
    onLost(lastWord ?? classifyDisconnect(reason, answered));
  });
  return {
    post(frame) {
      try {
        port.postMessage(frame);
        return true;
      } catch (error) {
        // The port died a moment ago: its disconnect event follows and tells why.
        return isPortEnded(error);
      }
    },
    close() {
      closed = true;
      port.disconnect();
    },
  };
};
