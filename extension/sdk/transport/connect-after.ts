import type { Connect, Transport } from '../../../shared/protocol/transport.ts';

/** Delays a connection by `wait` milliseconds. Messages that are posted before that are sent when it opens. */
export const connectAfter =
  <Out, In>(wait: number, connect: Connect<Out, In>): Connect<Out, In> =>
  (receive, closed) => {
    const waiting: Out[] = [];
    let inner: Transport<Out> | undefined;

    const timer = setTimeout(() => {
      try {
        inner = connect(receive, closed);
      } catch (reason) {
        return closed(reason);
      }
      for (const message of waiting) inner.post(message);
    }, wait);

    return {
      post(message) {
        if (inner) inner.post(message);
        else waiting.push(message);
      },
      close() {
        clearTimeout(timer);
        inner?.close();
      },
    };
  };
