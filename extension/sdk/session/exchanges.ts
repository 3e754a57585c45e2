import type { HostMessage } from '../../../shared/protocol/messages.ts';
import { createCreditLedger } from './credit-ledger.ts';
import { type Exchange, type ExchangeOptions, startExchange } from './exchange.ts';

interface Options extends Pick<ExchangeOptions, 'post' | 'onFault' | 'createStream'> {
  /** Aborted when the session has ended. Later requests and calls reject with its reason. */
  readonly ended: AbortSignal;
}

/** The exchanges of one session that the host has not finished. */
export const createExchanges = ({ ended, ...options }: Options) => {
  const ledger = createCreditLedger((id, bytes) => options.post({ type: 'credit', id, bytes }));
  const running = new Map<number, Exchange>();
  let lastId = 0;
  let onIdle: (() => void) | undefined;

  return {
    /** Posts a request or call with the next id. Rejects at once if the signal is aborted or the session has ended. */
    async ask(own: Pick<ExchangeOptions, 'outgoing' | 'body' | 'uploadWindow' | 'signal'>): Promise<unknown> {
      ended.throwIfAborted();
      own.signal?.throwIfAborted();
      lastId += 1;
      const id = lastId;
      const onDone = () => {
        running.delete(id);
        if (running.size === 0) onIdle?.();
      };
      const exchange = startExchange({ ...options, ...own, id, ledger, onDone });
      running.set(id, exchange);
      return exchange.answer;
    },
    /** Passes a message to its exchange. A message for one that has finished is ignored. */
    receive(id: number, message: HostMessage) {
      running.get(id)?.receive(message);
    },
    /** Calls back as soon as none is running. */
    drain(callback: () => void) {
      onIdle = callback;
      if (running.size === 0) callback();
    },
    disconnect(errorFor: Parameters<Exchange['disconnect']>[0]) {
      for (const each of running.values()) each.disconnect(errorFor);
    },
  };
};
