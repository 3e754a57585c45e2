import type { ErrorAction } from '../../shared/errors/action.ts';
import type { Explanation } from '../../shared/errors/explanation.ts';
import { piece } from './piece.ts';
import type { Language, Words } from './texts/texts.ts';
import { withCommands } from './with-commands.ts';

/** A problem of the status, or an explained error. */
export type ShownProblem = Pick<Explanation, 'message'> & Partial<Explanation>;

/** The codes and names of system errors, as in “(ECONNREFUSED)” or “(TimeoutError)”, are for developers. */
const SYSTEM_CODE = / \((?:[A-Z][A-Z_]+|\w*Error)\)/g;

/** What happened and what to do, translated if the language has a text for the code. */
export const problemWords = (
  { code, message, help = '' }: ShownProblem,
  { lang, texts }: Language,
): { readonly what: string; readonly help: string; readonly translated: boolean } => {
  const own = code && texts.problems[code];
  return {
    what: own?.[0] ?? message.replace(SYSTEM_CODE, ''),
    help: own?.[1] ?? help,
    translated: own !== undefined || lang === 'en',
  };
};

/** Makes the buttons of a page for what solves a problem. A command to copy has a button of its own in the help. */
export type ActionButtons = Readonly<Partial<Record<ErrorAction, () => HTMLElement>>>;

/** Shows what happened, what to do, a button that does it, and the code to quote when asking for help. */
export const problemView = (
  problem: ShownProblem,
  words: Words,
  buttons: ActionButtons = {},
): HTMLElement => {
  const { what, help, translated } = problemWords(problem, words);
  const view = piece('div', 'problem', {}, piece('div', 'what', { textContent: what }));
  if (help) view.append(piece('div', 'help', {}, ...withCommands(help, words)));
  const action = problem.action && buttons[problem.action]?.();
  if (action) view.append(piece('div', 'action', {}, action));
  if (problem.code) {
    const code = piece('code', 'code', { textContent: problem.code, dir: 'ltr' });
    code.dataset['testid'] = 'error-code';
    view.append(code);
  }
  if (!translated) view.lang = 'en';
  return view;
};
