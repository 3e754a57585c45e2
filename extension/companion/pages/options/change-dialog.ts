import { byId } from '../../../ui/element.ts';
import { guardClick, onDisabledPress } from '../shared/consent/guard-click.ts';
import { showProblem } from '../shared/show-problem.ts';
import { type Choice, missing } from '../shared/terms/choice.ts';
import { listedModels } from '../shared/terms/listed-models.ts';
import { type Offer, readChoice, termsFields } from '../shared/terms/terms-form.ts';
import { guard, hint, onGuardChange, refused } from './consent.ts';

interface Change extends Omit<Offer, 'listed'> {
  readonly title: string;
  /** Whose terms they are. */
  readonly label: HTMLElement;
  /** What the button says that saves them. */
  readonly action: string;
  save(choice: Choice): Promise<unknown>;
}

const dialog = byId<HTMLDialogElement>('change');
const form = byId<HTMLFormElement>('change-form');
const save = byId<HTMLButtonElement>('change-save');

/** Lets the user choose what an extension may do. Resolves when the window is closed: true if it was saved. */
export const changeTerms = async ({
  title,
  label,
  action,
  save: keep,
  ...offer
}: Change): Promise<boolean> => {
  const controller = new AbortController();
  const { signal } = controller;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  byId('change-title').textContent = title;
  byId('change-who').replaceChildren(label);
  byId('change-trouble').replaceChildren();
  save.textContent = action;
  byId('change-terms').replaceChildren(...termsFields({ ...offer, listed: await listedModels() }));

  const update = () => {
    const lacks = missing(readChoice(form));
    byId('change-lacks').textContent = lacks ?? hint.say() ?? '';
    save.disabled = lacks !== undefined || guard.obstacle !== undefined;
  };
  form.addEventListener('change', update, { signal });
  onGuardChange(update, signal);
  guardClick(save, {
    guard,
    signal,
    refused,
    run() {
      keep(readChoice(form)).then(() => dialog.close('saved'), showProblem(byId('change-trouble')));
    },
  });
  byId('change-cancel').addEventListener('click', () => dialog.close(), { signal });
  dialog.addEventListener(
    'close',
    () => {
      controller.abort();
      resolve(dialog.returnValue === 'saved');
    },
    { signal },
  );
  dialog.returnValue = '';
  dialog.showModal();
  // What is to be saved can be seen from now on.
  guard.restart();
  update();
  return promise;
};

// Enter in a box would send the form: only a click on the button, or a key on it, saves.
form.addEventListener('submit', (event) => event.preventDefault());
onDisabledPress(save, refused);
