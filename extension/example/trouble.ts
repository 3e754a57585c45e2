import { explain } from '../sdk/explain.ts';
import { byId, element } from '../ui/element.ts';
import { button } from '../ui/piece.ts';
import { type ActionButtons, problemView } from '../ui/problem-view.ts';
import { withCommands } from '../ui/with-commands.ts';
import { TEXTS } from './texts.ts';
import { words } from './words.ts';

type Action = () => unknown;

/** What the page can do about an error. */
interface Ways {
  /** Repeats what failed. */
  readonly again?: Action;
  /** Asks for access, and then repeats what failed. */
  readonly askForAccess?: Action;
}

const trouble = byId('trouble');

const againButton = (again: Action) => button('button', TEXTS.tryAgain, again);

/** Shows an error and what to do, with a button that does it if there is one, and otherwise one to retry. */
export const complain = (error: unknown, { again, askForAccess }: Ways = {}): void => {
  const explained = explain(error);
  const label = explained.code === 'not_approved' ? TEXTS.askAgain : words.texts.ask;
  const buttons: ActionButtons = {
    ...(again && { 'start-check': () => againButton(again) }),
    ...(askForAccess && { 'ask-access': () => button('button primary', label, askForAccess) }),
  };
  const drawn = explained.action !== undefined && explained.action in buttons;
  trouble.replaceChildren(
    problemView(explained, words, buttons),
    ...(again && !drawn ? [againButton(again)] : []),
  );
};

/** Shows advice that is not an error. */
export const advise = (sentence: string, again: Action): void =>
  trouble.replaceChildren(element('p', {}, ...withCommands(sentence, words)), againButton(again));

export const noTrouble = (): void => trouble.replaceChildren();
