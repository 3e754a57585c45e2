type Listener<Args extends unknown[]> = (...args: Args) => void;

/** A set of listeners, as the extension API has them. */
export interface FakeEvent<Args extends unknown[]> {
  addListener(listener: Listener<Args>): void;
  removeListener(listener: Listener<Args>): void;
  hasListener(listener: Listener<Args>): boolean;
}

export const createEvent = <Args extends unknown[]>() => {
  const listeners = new Set<Listener<Args>>();
  const event: FakeEvent<Args> = {
    addListener: (listener) => void listeners.add(listener),
    removeListener: (listener) => void listeners.delete(listener),
    hasListener: (listener) => listeners.has(listener),
  };
  return {
    event,
    listeners,
    emit(...args: Args) {
      for (const listener of [...listeners]) listener(...args);
    },
  };
};

/** One end of a port: the members of `runtime.Port` that an extension uses. */
export interface FakePort {
  readonly name: string;
  readonly sender?: { readonly id: string; readonly url: string } | undefined;
  /** Why the port has ended, in the browser's words. Firefox has it here, Chrome in `runtime.lastError`. */
  readonly error: { readonly message: string } | null;
  readonly onMessage: FakeEvent<[message: unknown, port: FakePort]>;
  readonly onDisconnect: FakeEvent<[port: FakePort]>;
  postMessage(message: unknown): void;
  disconnect(): void;
}

interface End {
  readonly port: FakePort;
  deliver(message: unknown): void;
  /** Tells this end that the port has ended. */
  lose(reason?: string): void;
  close(): void;
}

const createEnd = (
  { name = '', sender }: Pick<Partial<FakePort>, 'name' | 'sender'>,
  other: () => End,
): End => {
  const onMessage = createEvent<[unknown, FakePort]>();
  const onDisconnect = createEvent<[FakePort]>();
  let connected = true;
  let error: FakePort['error'] = null;
  const port: FakePort = {
    name,
    sender,
    get error() {
      return error;
    },
    onMessage: onMessage.event,
    onDisconnect: onDisconnect.event,
    postMessage(message) {
      if (!connected) throw new Error('Attempting to use a disconnected port object');
      // A browser sends JSON: `undefined` is lost, and what is changed later was sent before.
      const text = JSON.stringify(message);
      queueMicrotask(() => other().deliver(JSON.parse(text)));
    },
    disconnect() {
      if (!connected) return;
      connected = false;
      queueMicrotask(() => other().lose());
    },
  };
  return {
    port,
    deliver(message) {
      if (connected) onMessage.emit(message, port);
    },
    lose(reason) {
      if (!connected) return;
      connected = false;
      error = reason === undefined ? null : { message: reason };
      onDisconnect.emit(port);
    },
    close() {
      connected = false;
    },
  };
};

/** Both ends of a port. Messages arrive in a microtask of their own, in order. */
export const createPortPair = (options: Pick<Partial<FakePort>, 'name' | 'sender'> = {}) => {
  const near: End = createEnd({ name: options.name ?? '' }, () => far);
  const far: End = createEnd(options, () => near);
  return {
    near: near.port,
    far: far.port,
    /** Ends the port as the browser does when the other end is gone, after all that was sent. */
    breakWith(reason: string) {
      far.close();
      queueMicrotask(() => near.lose(reason));
    },
  };
};
