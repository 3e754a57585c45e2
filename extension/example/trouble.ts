import { explain } from '../sdk/explain.ts';
import { byId, element } from '../ui/element.ts';
import { button } from '../ui/piece.ts';
import { problemView } from '../ui/problem-view.ts';
import { withCommands } from '../ui/with-commands.ts';
import { TEXTS } from './texts.ts';
import { words } from './words.ts';

type Again = () => unknown;

const trouble = byId('trouble');

const againButton = (again: Again) => button('button', TEXTS.tryAgain, again);

/** Shows an error and what to do, with a button to retry if `again` is given. */
export const complain = (error: unknown, again?: Again): void =>
  trouble.replaceChildren(problemView(explain(error), words), ...(again ? [againButton(again)] : []));

/** Shows advice that is not an error. */
export const advise = (sentence: string, again: Again): void =>
  trouble.replaceChildren(element('p', {}, ...withCommands(sentence, words)), againButton(again));

export const noTrouble = (): void => trouble.replaceChildren();
