import type { Problem } from '../../shared/errors/problem.ts';
import type { CallName, Calls } from '../../shared/protocol/calls.ts';

/** Instead of the host, for one state of a page. What is not named stays unanswered, as while something is loading. */
export interface CannedHost {
  /** The result of each call, or the error that it rejects with. */
  readonly calls?: { readonly [Name in CallName]?: Calls[Name]['result'] | { readonly refused: Problem } };
  /** Ollama's answers by path: a JSON value, or the lines of a stream, which may stay open. */
  readonly ollama?: Readonly<
    Record<string, object | { readonly lines: readonly object[]; readonly isOpen?: boolean }>
  >;
  /** How every request to Ollama fails instead. */
  readonly refused?: Problem;
  /** Requests to Ollama wait for the user's decision. */
  readonly waits?: boolean;
  /** Why the connection ends at once, with nothing answered. */
  readonly ended?: Problem;
  /** The prompt that this page may answer, as if the companion had opened this window for it. */
  readonly approval?: string;
}

/** What the extension API is here: the same in both browsers. */
interface Api {
  readonly runtime: { connect: unknown };
  readonly tabs: { getCurrent(): Promise<{ id: number; windowId: number } | undefined> };
  readonly storage: { readonly session: { set(values: object): Promise<void> } };
}

type Listener = (message: unknown, port: unknown) => void;

interface Message {
  readonly type: string;
  readonly id: number;
  readonly name: string;
  readonly params?: object;
  readonly path: string;
}

/**
 * Answers the messages of a page in place of the companion and the host. It runs in the page, before its scripts, so it
 * uses nothing from outside.
 */
export const installCannedHost = (host: CannedHost): void => {
  const api = ((globalThis as { browser?: Api }).browser ?? (globalThis as { chrome?: Api }).chrome) as Api;
  const { calls = {}, ollama = {}, approval } = host;

  /** Records this page as the window of the prompt, which a real companion does before the page can ask. */
  const record = async () => {
    const tab = approval === undefined ? undefined : await api.tabs.getCurrent();
    if (!tab) return;
    const window = { windowId: tab.windowId, tabId: tab.id, width: 1, height: 1 };
    await api.storage.session.set({ [`approval-window:${approval}`]: window });
  };

  const limits = { replyWindow: 1e6, uploadWindow: 1e6 };
  const welcome = { type: 'welcome', protocol: 1, host: { version: '1.0.0' }, limits, grant: null };

  const request = ({ id, path }: Message): readonly object[] => {
    if (host.refused) return [{ type: 'error', id, ...host.refused }];
    if (host.waits) return [{ type: 'waiting', id }];
    const body = ollama[path.split('?')[0] ?? ''];
    if (body === undefined) return [];
    const lines = 'lines' in body ? (body.lines as readonly object[]) : [body];
    const headers = [['content-type', 'lines' in body ? 'application/x-ndjson' : 'application/json']];
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const isOpen = 'isOpen' in body && body.isOpen === true;
    return [
      { type: 'response', id, status: 200, statusText: 'OK', headers },
      { type: 'data', id, seq: 0, text },
      ...(isOpen ? [] : [{ type: 'end', id }]),
    ];
  };

  const call = ({ id, name, params }: Message): readonly object[] => {
    const value = calls[name as CallName] as unknown;
    // With `seen`, a call waits for the next change, and nothing changes here.
    if (value === undefined || 'seen' in Object(params)) return [];
    const { refused } = Object(value) as { refused?: object };
    return [refused ? { type: 'error', id, ...refused } : { type: 'result', id, value }];
  };

  const answer = (message: Message): readonly object[] => {
    if (message.type === 'hello') return host.ended ? [{ type: 'closed', problem: host.ended }] : [welcome];
    if (message.type === 'call') return call(message);
    if (message.type === 'request') return request(message);
    return message.type === 'ping' ? [{ type: 'pong' }] : [];
  };

  const connect = () => {
    const listeners: Listener[] = [];
    const ready = record();
    const port = {
      name: '',
      onMessage: { addListener: (listener: Listener) => listeners.push(listener), removeListener() {} },
      onDisconnect: { addListener() {}, removeListener() {} },
      disconnect() {},
      async postMessage(message: Message) {
        await ready;
        // Each message in a task of its own, as from a real port.
        for (const each of answer(message)) {
          setTimeout(() => {
            for (const tell of listeners) tell(each, port);
          });
        }
      },
    };
    return port;
  };
  Object.defineProperty(api.runtime, 'connect', { value: connect, configurable: true });
};
