import type { Runtime } from 'webextension-polyfill';
import type { Caller } from '../../../shared/access/caller.ts';
import type { Problem } from '../../../shared/errors/problem.ts';
import { type Batch, messagesIn } from '../../../shared/protocol/batch.ts';
import { HEARTBEAT_MS } from '../../../shared/protocol/limits.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import { type Fault, measureMessage } from './measure-message.ts';

/** One client of the host: its port, and how many of its requests are in flight. */
export interface Channel {
  readonly caller: Caller;
  readonly busy: boolean;
  /** Passes on what the host sent in one frame. An error of the whole session is its last message. */
  deliver(batch: Batch<HostMessage>): void;
  /** The line to the host has ended; without a problem, because it was quiet. */
  end(problem?: Problem): void;
  /** Ends the channel with a problem, and its port with it: what the client still sends is read by nobody. */
  refuse(problem: Problem): void;
}

interface Options {
  readonly port: Runtime.Port;
  readonly caller: Caller;
  /** Takes a message, and its length in UTF-16 units of text. */
  onMessage(message: ClientMessage, size: number): void;
  /** The client has sent what cannot be passed on. */
  onFault(fault: Fault): void;
  /** The client left, or the host has ended its session. */
  onGone(): void;
}

/** Answers to pings that a client may send too many: one that crosses with the end of a request. */
const SPARE_PONGS = 8;

const UNASKED: Fault = { message: 'The extension answers pings that it was not sent.', costly: true };

/** What begins and what ends something that the client waits for: exactly one end for each begin. */
const BEGINS = new Set<unknown>(['request', 'call']);
const ENDS = new Set<unknown>(['end', 'result', 'error']);

/**
 * A client's port. A message is measured, and its type is read, to know whether something is in flight: then the
 * client is pinged, since browsers end a worker that has heard nothing for 30 seconds.
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
      // The client left a moment ago: its disconnect event follows.
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
