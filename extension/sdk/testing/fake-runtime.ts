import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';

type Answer = (message: ClientMessage) => readonly HostMessage[];

/** A stand-in for `chrome.events.Event`. */
const fakeEvent = <Args extends unknown[]>() => {
  const listeners = new Set<(...args: Args) => void>();
  return {
    addListener: (listener: (...args: Args) => void) => void listeners.add(listener),
    removeListener: (listener: (...args: Args) => void) => void listeners.delete(listener),
    emit(...args: Args) {
      for (const listener of listeners) listener(...args);
    },
    get size() {
      return listeners.size;
    },
  };
};

/** A port whose other end is the test. */
export const fakePort = (sender: Partial<chrome.runtime.MessageSender> = {}, name = '') => {
  const posted: unknown[] = [];
  const onMessage = fakeEvent<[unknown]>();
  const onDisconnect = fakeEvent<[]>();
  let connected = true;
  return {
    name,
    sender,
    posted,
    onMessage,
    onDisconnect,
    postMessage(message: unknown) {
      if (!connected) throw new Error('Attempting to use a disconnected port object');
      posted.push(message);
    },
    disconnect() {
      connected = false;
    },
    get connected() {
      return connected;
    },
  };
};

export type FakePort = ReturnType<typeof fakePort>;

/** A `runtime` whose ports answer each message with the result of the current `answer`. */
export const fakeRuntime = (id = 'own') => {
  const ports: FakePort[] = [];
  const runtime = {
    id,
    getManifest: () => ({ name: 'Test', icons: {} }),
    getURL: (path: string) => `chrome-extension://${id}/${path}`,
    onConnect: fakeEvent<[FakePort]>(),
    connect(...to: unknown[]) {
      const port = fakePort();
      const post = port.postMessage;
      port.postMessage = (message) => {
        post(message);
        queueMicrotask(() => {
          for (const each of fake.answer(message as ClientMessage)) port.onMessage.emit(each);
        });
      };
      ports.push(Object.assign(port, { to }));
      return port;
    },
  };
  const fake = { runtime, ports, answer: (() => []) as Answer };
  return fake;
};
