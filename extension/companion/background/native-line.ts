import browser from 'webextension-polyfill';
import { type Problem, problem } from '../../../shared/errors/problem.ts';
import { HOST_NAME } from '../../../shared/identity.ts';
import { type Batch, messagesIn } from '../../../shared/protocol/batch.ts';
import type { HostMessage } from '../../../shared/protocol/messages.ts';
import { disconnectReason, isPortEnded } from '../../sdk/transport/browser-api.ts';
import { classifyDisconnect } from '../../sdk/transport/classify-disconnect.ts';

/** What the host sends: a message of the companion's own session, or an envelope with messages for a client. */
export type HostFrame = HostMessage | { readonly channel: number; readonly message: Batch<HostMessage> };

/** The one native port of this browser profile. */
export interface NativeLine {
  /** Returns false if the browser cannot send the frame. Returns true after the line has ended. */
  post(frame: unknown): boolean;
  close(): void;
}

interface Listener {
  onFrame(frame: HostFrame): void;
  /** The line ended without a call of `close`. */
  onLost(problem: Problem): void;
}

const UNREADABLE: HostMessage = {
  type: 'error',
  ...problem('protocol_error', 'The Turnkey app sent an invalid message.'),
};

/** Connects to the host, which the browser starts, and ends when the port closes. */
export const openNativeLine = ({ onFrame, onLost }: Listener): NativeLine => {
  const port = browser.runtime.connectNative(HOST_NAME);
  let closed = false;
  let answered = false;
  const receive = (raw: unknown) => {
    if (closed) return;
    // The host only sends objects: something else must have written this.
    const frame = (typeof raw === 'object' && raw !== null ? raw : UNREADABLE) as HostFrame;
    if (!('channel' in frame)) {
      if (frame.type === 'welcome') answered = true;
      // The host has refused the companion. Disconnecting ends it, so that an updated one can be started.
      if (frame.type === 'error' && frame.id === undefined) {
        const { code, message, help } = frame;
        closed = true;
        port.disconnect();
        onLost({ code, message, help });
        return;
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
    onLost(classifyDisconnect(reason, answered));
  });
  return {
    post(frame) {
      try {
        port.postMessage(frame);
        return true;
      } catch (error) {
        // The port has just been disconnected: its event follows, with the reason.
        return isPortEnded(error);
      }
    },
    close() {
      closed = true;
      port.disconnect();
    },
  };
};
