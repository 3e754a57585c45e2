import { explain } from '../../../sdk/explain.ts';
import { checkTyped } from '../../../ui/check-typed.ts';
import { element } from '../../../ui/element.ts';
import { say } from '../../../ui/piece.ts';
import { pairWithKey } from './pairing/pair.ts';
import { showProblem } from './show-problem.ts';
import { words } from './texts/page-words.ts';

interface Options {
  readonly form: HTMLFormElement;
  readonly field: HTMLInputElement;
  /** A live region below the field, which the field names in `aria-describedby`. */
  readonly answer: HTMLElement;
  onPaired(): void;
}

/**
 * Pairs this browser with the key that the user pastes: exchanges it for a token, and stores only the token. Checks the
 * key while it is typed. A key that was not accepted stays in the field, so that it can be corrected.
 */
export const setUpKeyForm = ({ form, field, answer, onPaired }: Options): void => {
  const { texts } = words;
  const fail = showProblem(answer);
  let sending = false;

  const mark = (wrong: boolean) => {
    field.ariaInvalid = wrong ? 'true' : null;
  };

  const pair = async () => {
    await pairWithKey(field.value);
    field.value = '';
    onPaired();
  };

  field.addEventListener('input', () => {
    const state = checkTyped(field.value);
    mark(state === 'mistyped');
    say(answer, { mistyped: texts.keyMistyped, complete: texts.keyTyped, typing: '', empty: '' }[state]);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (sending) return;
    if (checkTyped(field.value) !== 'complete') {
      mark(true);
      answer.replaceChildren(element('p', { textContent: texts.keyMistyped }));
      field.focus();
      return;
    }
    sending = true;
    say(answer, texts.keyChecking);
    pair()
      .catch((error: unknown) => {
        // The connection may have failed rather than the key.
        mark(explain(error).code?.startsWith('key_') ?? false);
        fail(error);
        field.focus();
      })
      .finally(() => {
        sending = false;
      });
  });
};
