import type { Way } from './way.ts';

type Message = { id: number; text?: string; end?: true };

/** The connection through the bare relay. */
export const floorWay = (extension: string, base: string): Way => {
  const port = chrome.runtime.connect(extension);
  const running = new Map<number, (message: Message) => void>();
  let id = 0;
  port.onMessage.addListener((message: Message) => running.get(message.id)?.(message));
  return (path, body, onPiece) =>
    new Promise((resolve) => {
      id += 1;
      const own = id;
      running.set(own, ({ text, end }) => {
        if (text !== undefined) onPiece(text);
        if (!end) return;
        running.delete(own);
        resolve();
      });
      port.postMessage({ id: own, url: base + path, body });
    });
};
