import { explain } from '../sdk/explain.ts';
import { byId, element } from '../ui/element.ts';
import { problemView } from '../ui/problem-view.ts';
import { withCommands } from '../ui/with-commands.ts';
import { TEXTS } from './texts.ts';

type Again = () => unknown;

const trouble = byId('trouble');

const againButton = (again: Again) => {
  const button = element('button', { type: 'button', textContent: TEXTS.tryAgain });
  button.addEventListener('click', again);
  return button;
};

/** Shows what went wrong and what to do, with a button where the page can try again by itself. */
export const complain = (error: unknown, again?: Again): void =>
  trouble.replaceChildren(problemView(explain(error)), ...(again ? [againButton(again)] : []));

/** Shows something to do that is no error. */
export const advise = (sentence: string, again: Again): void =>
  trouble.replaceChildren(element('p', {}, withCommands(sentence)), againButton(again));

export const noTrouble = (): void => trouble.replaceChildren();
