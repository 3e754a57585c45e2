import type { Connect, Transport } from '../../../shared/protocol/transport.ts';

/** A line that is opened after a while, in milliseconds: what is posted until then waits. */
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
