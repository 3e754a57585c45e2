import type { Runtime } from 'webextension-polyfill';
import type { Caller } from '../../../shared/access/caller.ts';
import type { Problem } from '../../../shared/errors/problem.ts';
import { type Batch, messagesIn } from '../../../shared/protocol/batch.ts';
import { HEARTBEAT_MS } from '../../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import { type Fault, measureMessage } from './measure-message.ts';

/** The port of one client, with the number of its requests in flight. */
export interface Channel {
  readonly caller: Caller;
  readonly busy: boolean;
  /** Forwards the messages of one frame. An error of the whole session ends the channel. */
  deliver(batch: Batch<HostMessage>): void;
  /** Reports that the line to the host has ended. Without a problem, it was idle. */
  end(problem?: Problem): void;
  /** Reports a problem and disconnects the port. Messages that arrive later are ignored. */
  refuse(problem: Problem): void;
}

interface Options {
  readonly port: Runtime.Port;
  readonly caller: Caller;
  /** `size` is the length of the message in UTF-16 code units. */
  onMessage(message: ClientMessage, size: number): void;
  /** The client sent a message that cannot be forwarded. */
  onFault(fault: Fault): void;
  /** The client disconnected, or the host ended its session. */
  onGone(): void;
}

/** Pongs allowed beyond the pings sent: a pong may cross with the end of a request. */
const SPARE_PONGS = 8;

const UNASKED: Fault = { message: 'The extension sent a pong without a ping.', costly: true };

/** Messages that start and end an exchange: each one that starts has exactly one end. */
const BEGINS = new Set<unknown>(['request', 'call']);
const ENDS = new Set<unknown>(['end', 'result', 'error']);

/**
 * Forwards a client's messages after measuring them. Counts requests in flight by message type and pings the client
 * meanwhile, because browsers stop a service worker that has received no event for 30 seconds:
 * https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle#idle-shutdown (Chrome 110).
 */
export const createChannel = ({ port, caller, onMessage, onFault, onGone }: Options): Channel => {
  let inFlight = 0;
  let over = false;
  let pongsLeft = SPARE_PONGS;
  let heartbeat: ReturnType<typeof setInterval> | undefined;

  const post = (message: Batch<HostMessage>) => {
    try {
      port.postMessage(message);
    } catch {
      // The client has just disconnected: its event follows.
    }
  };

  const ping = () => {
    pongsLeft += 1;
    post({ type: 'ping' });
  };

  const count = (change: number) => {
    inFlight = Math.max(0, inFlight + change);
    if (inFlight > 0) heartbeat ??= setInterval(ping, HEARTBEAT_MS);
    else stop();
  };

  const stop = () => {
    clearInterval(heartbeat);
    heartbeat = undefined;
  };

  port.onMessage.addListener((raw: unknown) => {
    if (over) return;
    const measured = measureMessage(raw);
    if ('fault' in measured) return onFault(measured.fault);
    const message = raw as ClientMessage;
    if (message.type === 'pong') {
      pongsLeft -= 1;
      if (pongsLeft < 0) onFault(UNASKED);
      return;
    }
    if (BEGINS.has(message.type)) count(1);
    onMessage(message, measured.size);
  });
  port.onDisconnect.addListener(() => {
    finish();
    onGone();
  });

  const finish = () => {
    over = true;
    inFlight = 0;
    stop();
  };

  return {
    caller,
    get busy() {
      return inFlight > 0;
    },
    deliver(batch) {
      const messages = messagesIn(batch);
      const ends = messages.filter((message) => ENDS.has(message?.type)).length;
      if (ends > 0) count(-ends);
      post(batch);
      if (!messages.some((message) => message?.type === 'error' && message.id === undefined)) return;
      finish();
      port.disconnect();
      onGone();
    },
    end(problem) {
      finish();
      post({ type: 'closed', problem });
    },
    refuse(problem) {
      finish();
      post({ type: 'closed', problem });
      port.disconnect();
    },
  };
};
