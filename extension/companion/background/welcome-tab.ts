import browser, { type Runtime } from 'webextension-polyfill';
import type { Problem } from '../../../shared/errors/problem.ts';
import { showPage } from '../consent/show-page.ts';

const PAGE = 'pages/welcome/welcome.html';

/** Storage key, kept until the browser closes: the page was shown because of another extension. */
const SHOWN = 'welcome-shown';

interface Options {
  readToken(): Promise<string | undefined>;
}

/** Shows the welcome page after the installation, and when an extension asks for Ollama while nothing is set up. */
export interface WelcomeTab {
  /** Notices when the extension at the other end of the port asks for Ollama. */
  watch(port: Runtime.Port): void;
  /** The host accepts the stored token, or no longer does. */
  paired(isPaired: boolean): void;
  /** The line to the host has ended or could not be opened. Without a reason, it was idle. */
  lineEnded(reason?: Problem): void;
}

const show = () => showPage(PAGE);

/** What a message says about the wish of an extension. */
interface Read {
  readonly type?: unknown;
  readonly name?: unknown;
  readonly access?: { readonly ask?: unknown };
  readonly key?: unknown;
}

/**
 * Shows the page once after the installation. For other extensions it is shown at most once until the browser closes, so
 * that none of them can open tabs or take the focus repeatedly.
 */
export const createWelcomeTab = ({ readToken }: Options): WelcomeTab => {
  let wanted = false;
  /** An extension that depends on the pairing has asked, and the host has not confirmed the pairing since. */
  let unconfirmed = false;
  let refused = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, so that there is one tab. Without a window there is none, and extensions still get an error. */
  const queue = (act: () => Promise<void>) => {
    last = last.then(act).catch(() => {});
  };

  const unlessShown = async () => {
    const { [SHOWN]: before } = await browser.storage.session.get(SHOWN);
    if (before) return;
    await browser.storage.session.set({ [SHOWN]: true });
    await show();
  };

  /** An extension with a key of its own needs no pairing. */
  const ask = async (hasKey: boolean) => {
    wanted = true;
    if (hasKey) return;
    unconfirmed = true;
    if (refused || (await readToken()) === undefined) queue(unlessShown);
  };

  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') queue(show);
  });

  return {
    watch(port) {
      let silent = false;
      let hasKey = false;
      const receive = (raw: unknown) => {
        if (typeof raw !== 'object' || raw === null) return;
        const { type, name, access, key } = raw as Read;
        if (type === 'hello') {
          silent = access?.ask === 'never';
          hasKey = key !== undefined;
        }
        const asks = (type === 'request' && !silent) || (type === 'call' && name === 'access.request');
        if (!asks) return;
        port.onMessage.removeListener(receive);
        void ask(hasKey);
      };
      port.onMessage.addListener(receive);
    },
    paired(isPaired) {
      refused = !isPaired;
      if (refused && unconfirmed) queue(unlessShown);
      unconfirmed = false;
    },
    lineEnded(reason) {
      if (wanted && reason?.code === 'host_missing') queue(unlessShown);
      wanted = false;
      unconfirmed = false;
    },
  };
};
