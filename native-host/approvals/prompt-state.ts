import type { Dismissal } from '../../shared/protocol/calls.ts';
import type { ConfiguredAccess } from '../../shared/protocol/messages.ts';
import { mayPrompt } from './prompt-limits.ts';

/**
 * Whether a window may open for a caller: `open` for a request, `background` and `dismissed` only for `requestAccess()`,
 * `exhausted` for neither.
 */
export type PromptState = 'open' | 'background' | 'dismissed' | 'exhausted';

interface Input {
  /** Whether the number of recent windows allows one more. */
  readonly mayShow: boolean;
  readonly dismissal: Dismissal | undefined;
  /** `never`: the SDK was configured to open no window for a request. */
  readonly ask: ConfiguredAccess['ask'];
  readonly now: number;
}

export const promptState = ({ mayShow, dismissal, ask, now }: Input): PromptState => {
  if (!mayShow || !mayPrompt(dismissal, { explicit: true, now })) return 'exhausted';
  if (!mayPrompt(dismissal, { explicit: false, now })) return 'dismissed';
  return ask === 'never' ? 'background' : 'open';
};

/** The help of `not_approved`: what opens a window now, or what to do if nothing does. */
export const NOT_APPROVED_HELP: Readonly<Record<PromptState, string>> = {
  open: 'Use the extension, and click Allow in the window that opens.',
  background: 'The extension can ask with requestAccess() when you click something in it.',
  dismissed:
    'The extension can ask again with requestAccess() when you click something in it, or you can allow it in the settings of Ollama Turnkey.',
  exhausted: 'Allow the extension in the settings of Ollama Turnkey, or let it ask again after ten minutes.',
};
