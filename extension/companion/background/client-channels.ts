import { type Problem, problem } from '../../../shared/errors/problem.ts';
import { CALLER_LIMITS } from '../../../shared/protocol/limits.ts';
import type { Channel } from './channel.ts';
import type { Fault } from './measure-message.ts';
import { createShutCallers } from './shut-callers.ts';

/** The channels of all clients, by number. */
export interface ClientChannels {
  readonly isBusy: boolean;
  get(number: number): Channel | undefined;
  /** Adds a channel, or refuses it where its caller has too many or has to wait. */
  add(number: number, channel: Channel): void;
  /** The host is about to get the first message of a channel. Returns false if it had one before. */
  begin(number: number): boolean;
  remove(number: number): Channel | undefined;
  /** Ends the channels that the host knows. */
  endBegun(told?: Problem): void;
  /** Ends a channel whose client has sent what cannot be passed on. */
  endFaulty(number: number, fault: Fault): void;
  /** Ends every channel of a caller that floods, and lets it wait before it connects again. */
  shutOut(caller: string): void;
}

const TOO_MUCH = 'The extension sends more than Ollama Turnkey can pass on.';

/** @param onRemoved the host knows a channel that was removed */
export const createClientChannels = (onRemoved: (number: number) => void): ClientChannels => {
  const channels = new Map<number, Channel>();
  const begun = new Set<number>();
  const shut = createShutCallers(Date.now);

  const ofCaller = (caller: string) => [...channels].filter(([, channel]) => channel.caller.id === caller);

  const remove: ClientChannels['remove'] = (number) => {
    const channel = channels.get(number);
    channels.delete(number);
    if (begun.delete(number)) onRemoved(number);
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
      } else channels.set(number, channel);
    },
    begin(number) {
      const isFirst = !begun.has(number);
      begun.add(number);
      return isFirst;
    },
    remove,
    endBegun(told) {
      for (const number of [...begun]) remove(number)?.end(told);
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
