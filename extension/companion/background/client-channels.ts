import { type Problem, problem } from '../../../shared/errors/problem.ts';
import { CALLER_LIMITS } from '../../../shared/protocol/limits.ts';
import type { Channel } from './channel.ts';
import type { Fault } from './measure-message.ts';
import { createShutCallers } from './shut-callers.ts';

/** The channels of all clients, by number. */
export interface ClientChannels {
  readonly isBusy: boolean;
  get(number: number): Channel | undefined;
  /** Adds a channel. Refuses it, and returns false, if its caller has too many or is shut out. */
  add(number: number, channel: Channel): boolean;
  /** The channel has sent something: it ends with the line to the host. */
  activate(number: number): void;
  /** The host is about to receive from the channel. Returns true the first time. */
  open(number: number): boolean;
  remove(number: number): Channel | undefined;
  /** Ends the channels that have sent something, since the line has ended or could not be opened. */
  endActive(reason?: Problem): void;
  /** Ends a channel whose client sent a message that cannot be passed on. */
  endFaulty(number: number, fault: Fault): void;
  /** Ends every channel of a caller that floods, and refuses new ones for a while. */
  shutOut(caller: string): void;
}

const TOO_MUCH = 'The extension sends more than Ollama Turnkey can pass on.';

/** @param onRemoved called when a channel is removed that the host knows */
export const createClientChannels = (onRemoved: (number: number) => void): ClientChannels => {
  const channels = new Map<number, Channel>();
  const active = new Set<number>();
  const opened = new Set<number>();
  const shut = createShutCallers(Date.now);

  const ofCaller = (caller: string) => [...channels].filter(([, channel]) => channel.caller.id === caller);

  const remove: ClientChannels['remove'] = (number) => {
    const channel = channels.get(number);
    channels.delete(number);
    active.delete(number);
    if (opened.delete(number)) onRemoved(number);
    return channel;
  };

  return {
    get isBusy() {
      return [...channels.values()].some(({ busy }) => busy);
    },
    get: (number) => channels.get(number),
    add(number, channel) {
      const { id } = channel.caller;
      if (shut.has(id) || ofCaller(id).length >= CALLER_LIMITS.channels) {
        channel.refuse(problem('too_many_requests', TOO_MUCH));
        return false;
      }
      channels.set(number, channel);
      return true;
    },
    activate: (number) => void active.add(number),
    open(number) {
      const isFirst = !opened.has(number);
      opened.add(number);
      return isFirst;
    },
    remove,
    endActive(reason) {
      for (const number of [...active]) remove(number)?.end(reason);
    },
    endFaulty(number, { message, costly }) {
      const channel = remove(number);
      if (costly && channel) shut.add(channel.caller.id);
      channel?.refuse(problem('protocol_error', message));
    },
    shutOut(caller) {
      shut.add(caller);
      for (const [number] of ofCaller(caller)) remove(number)?.refuse(problem('too_many_requests', TOO_MUCH));
    },
  };
};
