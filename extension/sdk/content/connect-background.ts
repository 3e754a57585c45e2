import { CONTENT_HELP } from '../../../shared/errors/local-help.ts';
import { TurnkeyError } from '../errors/turnkey-error.ts';
import { browserRuntime } from '../transport/browser-api.ts';
import { classifyDisconnect } from '../transport/classify-disconnect.ts';
import { overPort } from '../transport/over-port.ts';

/** The port name of content scripts, which tells them from the extension's other ports. */
export const RELAY_NAME = 'ollama-turnkey:content';

const contextInvalidated = (cause?: unknown) =>
  new TurnkeyError(
    {
      code: 'context_invalidated',
      message: 'The extension was updated or removed while this page was open.',
      help: CONTENT_HELP.context_invalidated,
    },
    { cause },
  );

/**
 * Browsers report every missing receiver with the same text. On this port it means that the extension's own background
 * is not listening.
 */
const classify: typeof classifyDisconnect = (reason, answered) => {
  const problem = classifyDisconnect(reason, answered);
  if (problem.code !== 'companion_missing') return problem;
  const message = 'The extension’s background does not serve content scripts.';
  return { code: 'background_missing', message, help: CONTENT_HELP.background_missing };
};

const openPort = (): chrome.runtime.Port => {
  const runtime = browserRuntime();
  if (!runtime?.id) throw contextInvalidated();
  try {
    return runtime.connect({ name: RELAY_NAME });
  } catch (cause) {
    // Chromium's text in a page that was loaded before the extension was updated.
    if (!/context invalidated/i.test(String(cause))) throw cause;
    throw contextInvalidated(cause);
  }
};

/** Connects a content script to the background of the same extension, which relays its messages to the host. */
export const connectBackground = overPort(openPort, classify);
