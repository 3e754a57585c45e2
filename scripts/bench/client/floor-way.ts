import type { Way } from './way.ts';

type Message = { id: number; text?: string; end?: true };

/** The connection through the bare relay, opened on use. `close` ends it until the next use. */
export const floorWay = (extension: string, base: string): { readonly way: Way; close(): void } => {
  const running = new Map<number, (message: Message) => void>();
  let port: chrome.runtime.Port | undefined;
  let id = 0;
  const open = () => {
    port = chrome.runtime.connect(extension);
    port.onMessage.addListener((message: Message) => running.get(message.id)?.(message));
    return port;
  };
  return {
    way: (path, body, onPiece) =>
      new Promise((resolve) => {
        id += 1;
        const own = id;
        running.set(own, ({ text, end }) => {
          if (text !== undefined) onPiece(text);
          if (!end) return;
          running.delete(own);
          resolve();
        });
        (port ?? open()).postMessage({ id: own, url: base + path, body });
      }),
    close() {
      port?.disconnect();
      port = undefined;
    },
  };
};
