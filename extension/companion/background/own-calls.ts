import type { CallArguments, CallName, Calls } from '../../../shared/protocol/calls.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';

/** The calls that the companion makes in its own session. */
export interface OwnCalls {
  /** Resolves with the result. Rejects with the error of the host, or once the line has ended. */
  ask<Name extends CallName>(name: Name, ...params: CallArguments<Name>): Promise<Calls[Name]['result']>;
  receive(message: HostMessage): void;
  /** The line to the host has ended. */
  end(): void;
}

/** @param post sends a message to the host. Messages are dropped while the host is not connected. */
export const createOwnCalls = (post: (message: ClientMessage) => void): OwnCalls => {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  return {
    ask(name, ...[params]) {
      lastId += 1;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(lastId, answer);
      post({ type: 'call', id: lastId, name, ...(params && { params: { ...params } }) });
      return answer.promise as ReturnType<OwnCalls['ask']> as never;
    },
    receive(message) {
      if (message.type !== 'result' && message.type !== 'error') return;
      const answer = waiting.get(message.id ?? 0);
      waiting.delete(message.id ?? 0);
      if (message.type === 'result') answer?.resolve(message.value);
      else answer?.reject(new Error(message.message));
    },
    end() {
      for (const answer of waiting.values()) answer.reject(new Error('The line to the host has ended.'));
      waiting.clear();
    },
  };
};
