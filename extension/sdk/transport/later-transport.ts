import type { Transport } from '../../../shared/protocol/transport.ts';

/** A transport that is opened after a while, in milliseconds: what is posted until then waits. */
export const laterTransport = <Out, In>(wait: number, open: () => Transport<Out, In>): Transport<Out, In> => {
  const waiting: Out[] = [];
  let inner: Transport<Out, In> | undefined;
  let receive: (message: In) => void = () => {};
  let closed: (reason: unknown) => void = () => {};

  const timer = setTimeout(() => {
    try {
      inner = open();
    } catch (reason) {
      return closed(reason);
    }
    inner.onMessage(receive);
    inner.onClose(closed);
    for (const message of waiting) inner.post(message);
  }, wait);

  return {
    post(message) {
      if (inner) inner.post(message);
      else waiting.push(message);
    },
    onMessage(own) {
      receive = own;
    },
    onClose(own) {
      closed = own;
    },
    close() {
      clearTimeout(timer);
      inner?.close();
    },
  };
};
