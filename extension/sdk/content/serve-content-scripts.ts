import { CONTENT_HELP } from '../../../shared/errors/local-help.ts';
import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import { isTurnkeyError, problemOf, TurnkeyError } from '../errors/turnkey-error.ts';
import { browserRuntime } from '../transport/browser-api.ts';
import { openPort, type TransportKind } from '../transport/open-port.ts';
import { overPort } from '../transport/over-port.ts';
import { RELAY_NAME } from './connect-background.ts';

/** A content script that wants in, as the browser says it. */
export interface ContentScript {
  /** The address of its frame. */
  readonly url?: string | undefined;
  /** 0 for the page itself, another number for a frame in it. */
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined;
}

/** What `serveContentScripts` takes. All of it is optional. */
export interface ServeOptions {
  /**
   * Which of the extension's content scripts may use Ollama. They share their process with the web page, so that
   * one which has broken out of its own could speak for them: let in only the sites that you need.
   * @default every one
   */
  allow?(script: ContentScript): boolean;
  /** How the background itself reaches the host. @default 'auto' */
  readonly transport?: TransportKind | 'auto';
}

const refusal = () =>
  new TurnkeyError({
    code: 'content_script',
    message: 'The extension does not let this page in.',
    help: CONTENT_HELP.content_script,
  });

/**
 * Lets the content scripts of this extension use Ollama through its background: they import
 * `createTurnkey` from here as well. Call it in the background, once, before anything is awaited: an event wakes the background and must
 * find it. Nothing but this extension's own content scripts is served; websites and other extensions never are.
 * @returns a function that serves no new ones from then on
 */
export const serveContentScripts = ({ allow, transport = 'auto' }: ServeOptions = {}): (() => void) => {
  const runtime = browserRuntime();
  if (!runtime) throw new Error('serveContentScripts() belongs into the background of an extension.');

  const connect = overPort(() => openPort(transport));

  const serve = (port: chrome.runtime.Port) => {
    const { name, sender } = port;
    if (name !== RELAY_NAME || sender?.id !== runtime.id) return;

    const tell = (message: HostMessage) => {
      try {
        port.postMessage(message);
      } catch {
        // The page has left: its disconnect event follows.
      }
    };
    const endWith = (error: TurnkeyError) => {
      tell({ type: 'closed', problem: problemOf(error) });
      port.disconnect();
    };

    try {
      if (allow && !allow(sender)) throw refusal();
      const line = connect(tell, (error) => endWith(error as TurnkeyError));
      port.onMessage.addListener((message: ClientMessage) => line.post(message));
      port.onDisconnect.addListener(() => line.close());
    } catch (error) {
      if (!isTurnkeyError(error)) throw error;
      endWith(error);
    }
  };

  runtime.onConnect.addListener(serve);
  return () => runtime.onConnect.removeListener(serve);
};
