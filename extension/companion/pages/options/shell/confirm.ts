import { byId } from '../../../../ui/element.ts';
import { withCommands } from '../../../../ui/with-commands.ts';
import { words } from '../../shared/texts/page-words.ts';

interface Question {
  readonly title: string;
  /** Text in backticks becomes a command with a button to copy it. */
  readonly text: string;
  /** Text of the button that confirms. */
  readonly action: string;
}

const dialog = byId<HTMLDialogElement>('confirm');

/** Asks before an act that cannot be undone. Resolves when the dialog closes: true if the user confirmed. */
export const confirmed = ({ title, text, action }: Question): Promise<boolean> => {
  byId('confirm-title').textContent = title;
  byId('confirm-text').replaceChildren(...withCommands(text, words));
  byId('confirm-do').textContent = action;
  dialog.returnValue = '';
  dialog.showModal();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  dialog.addEventListener('close', () => resolve(dialog.returnValue === 'confirmed'), { once: true });
  return promise;
};
