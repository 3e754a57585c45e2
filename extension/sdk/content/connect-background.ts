import { CONTENT_HELP } from '../../../shared/errors/local-help.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { browserRuntime } from '../transport/browser-api.ts';
import { classifyDisconnect } from '../transport/classify-disconnect.ts';
import { overPort } from '../transport/over-port.ts';

/** Tells the ports of content scripts from those that the extension uses itself. */
export const RELAY_NAME = 'ollama-turnkey:content';

const outlived = (message: string, cause?: unknown) =>
  new TurnkeyError(
    { code: 'context_invalidated', message, help: CONTENT_HELP.context_invalidated },
    { cause },
  );

/** The browser has one sentence for whatever end is missing: here it is no companion that is. */
const classify: typeof classifyDisconnect = (reason, answered) => {
  const problem = classifyDisconnect(reason, answered);
  if (problem.code !== 'companion_missing') return problem;
  const message = 'The extension’s background does not serve content scripts.';
  return { code: 'background_missing', message, help: CONTENT_HELP.background_missing };
};

const openPort = (): chrome.runtime.Port => {
  const runtime = browserRuntime();
  if (!runtime?.id) throw outlived('The extension of this script is no longer there.');
  try {
    return runtime.connect({ name: RELAY_NAME });
  } catch (cause) {
    // What browsers say in a page that is older than the extension.
    if (!/context invalidated/i.test(String(cause))) throw cause;
    throw outlived('The extension was updated or removed while this page was open.', cause);
  }
};

/** From a content script to the background of its own extension, which relays to the host. */
export const connectBackground = overPort(openPort, classify);
