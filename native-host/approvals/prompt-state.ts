import { type Problem, type ProblemOf, problem } from '../../shared/errors/problem.ts';
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

/** What `not_approved` says by the state of the prompts: what opens a window now, or what to do if nothing does. */
const NOT_APPROVED: Readonly<Record<PromptState, Partial<Problem> & { readonly help: string }>> = {
  open: { help: 'Use the extension, and click Allow in the window that opens.' },
  background: { help: 'The extension can ask with requestAccess() when you click something in it.' },
  dismissed: {
    message: 'You closed the request.',
    help: 'The extension can ask again with requestAccess() when you click something in it, or you can allow it in the settings of Ollama Turnkey.',
  },
  exhausted: {
    help: 'Allow the extension in the settings of Ollama Turnkey, or let it ask again after ten minutes.',
    action: 'open-settings',
  },
};

/** The problem of a caller that the user has not allowed. `message`: unless the state has its own. */
export const notApproved = (state: PromptState, message: string): ProblemOf<'not_approved'> => ({
  ...problem('not_approved', message),
  ...NOT_APPROVED[state],
  code: 'not_approved',
});
