type Listener<Args extends unknown[]> = (...args: Args) => void;

const event = <Args extends unknown[]>() => {
  const listeners: Listener<Args>[] = [];
  return {
    addListener: (listener: Listener<Args>) => void listeners.push(listener),
    emit: (...args: Args) => listeners.forEach((listener) => void listener(...args)),
  };
};

const createEnd = (sender?: object) => ({
  sender,
  onMessage: event<[unknown]>(),
  onDisconnect: event<[]>(),
  postMessage(_message: unknown) {},
  disconnect() {},
});

export type PortEnd = ReturnType<typeof createEnd>;

/**
 * Creates the two ends of a port that behaves as in browsers. Messages are copied as JSON and arrive later and in order,
 * including those that were posted just before a disconnect. Only the other end receives the disconnect event.
 */
export const createPortPair = (sender?: object): [PortEnd, PortEnd] => {
  const ends: [PortEnd, PortEnd] = [createEnd(), createEnd(sender)];
  let open = true;
  ends.forEach((end, index) => {
    const other = ends[1 - index] as PortEnd;
    end.postMessage = (message) => {
      if (!open) throw new Error('Attempting to use a disconnected port object');
      const text = JSON.stringify(message);
      setImmediate(() => other.onMessage.emit(JSON.parse(text)));
    };
    end.disconnect = () => {
      if (!open) return;
      open = false;
      setImmediate(() => other.onDisconnect.emit());
    };
  });
  return ends;
};
