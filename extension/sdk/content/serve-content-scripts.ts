import { CONTENT_HELP } from '../../../shared/errors/local-help.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { relayToHost } from '../relay-to-host.ts';
import { browserRuntime } from '../transport/browser-api.ts';
import { openPort, type TransportKind } from '../transport/open-port.ts';
import { overPort } from '../transport/over-port.ts';
import { RELAY_NAME } from './connect-background.ts';

/** A content script that asks to be served, as the browser reports it. */
export interface ContentScript {
  /** The URL of its frame. */
  readonly url?: string | undefined;
  /** 0 for the top-level page; another number for a frame inside it. */
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined;
}

/** Options of `serveContentScripts`. All are optional. */
export interface ServeOptions {
  /**
   * Decides which of the extension's content scripts may use Ollama. Content scripts share a process with the web
   * page, and a compromised page could send messages in their name: allow only the sites that you need.
   * @default all of the extension's content scripts
   * @example
   * serveContentScripts({ allow: ({ url }) => url?.startsWith('https://example.com/') === true });
   */
  allow?(script: ContentScript): boolean;
  /** How the background reaches the host. @default 'auto' */
  readonly transport?: TransportKind | 'auto';
}

const refuse = () => {
  throw new TurnkeyError({
    code: 'content_script',
    message: 'The extension does not allow this page to use Ollama.',
    help: CONTENT_HELP.content_script,
  });
};

/**
 * Lets the content scripts of this extension use Ollama through its background. The content scripts import
 * `createTurnkey` from `ollama-turnkey/content` too. Call it once in the background, synchronously when the script
 * starts: a browser that wakes the background delivers the event only to listeners registered by then. Serves only
 * this extension's own content scripts, never websites or other extensions. Throws outside an extension.
 *
 * @see https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/events
 * @returns a function that stops serving new content scripts
 */
export const serveContentScripts = ({ allow, transport = 'auto' }: ServeOptions = {}): (() => void) => {
  const runtime = browserRuntime();
  if (!runtime) throw new Error('Call serveContentScripts() in the background of an extension.');

  const connect = overPort(() => openPort(transport));

  const serve = (port: chrome.runtime.Port) => {
    const { name, sender } = port;
    if (name !== RELAY_NAME || sender?.id !== runtime.id) return;

    const send = (message: HostMessage) => {
      try {
        port.postMessage(message);
      } catch {
        // The page is gone: its disconnect event follows.
      }
    };
    const allowed = !allow || allow(sender);
    const toHost = relayToHost(allowed ? connect : refuse, send, () => port.disconnect());
    if (!toHost) return;
    port.onMessage.addListener((message: ClientMessage) => toHost.post(message));
    port.onDisconnect.addListener(() => toHost.close());
  };

  runtime.onConnect.addListener(serve);
  return () => runtime.onConnect.removeListener(serve);
};
