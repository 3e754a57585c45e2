import type { Limits } from '../../../../../shared/access/grant.ts';
import { byId } from '../../../../ui/element.ts';
import { showProblem } from '../../shared/show-problem.ts';
import { listedModels } from '../../shared/terms/listed-models.ts';
import { type Choice, type Offer, termsFields } from '../../shared/terms/terms-form.ts';
import { consent } from '../shell/consent.ts';
import { limitFields, readLimits } from './limit-fields.ts';

interface Change extends Omit<Offer, 'listed'> {
  readonly title: string;
  /** Which extension or key it is. */
  readonly label: HTMLElement;
  /** Text of the button that saves. */
  readonly action: string;
  /** The present limits; undefined if none can be set. */
  readonly limits?: Limits | null | undefined;
  save(choice: Choice & { readonly limits: Limits | null }): Promise<unknown>;
}

const dialog = byId<HTMLDialogElement>('change');
const form = byId<HTMLFormElement>('change-form');
const button = byId<HTMLButtonElement>('change-save');

/** Lets the user choose what an extension may do. Resolves when the dialog closes: true if the choice was saved. */
export const changeTerms = async ({
  title,
  label,
  action,
  limits,
  save,
  ...offer
}: Change): Promise<boolean> => {
  const closing = new AbortController();
  const { signal } = closing;
  byId('change-title').textContent = title;
  byId('change-who').replaceChildren(label);
  byId('change-trouble').replaceChildren();
  button.textContent = action;
  const fields = termsFields({ ...offer, listed: await listedModels() });
  byId('change-terms').replaceChildren(...fields, ...(limits === undefined ? [] : [limitFields(limits)]));
  dialog.returnValue = '';
  dialog.showModal();
  // The guard's second starts when the user can see what they are about to allow.
  consent.guard.restart();
  consent.onSubmit({
    form,
    button,
    hint: byId('change-lacks'),
    signal,
    run(choice) {
      if (!form.reportValidity()) return;
      const chosen = { ...choice, limits: readLimits(form) };
      void save(chosen).then(() => dialog.close('saved'), showProblem(byId('change-trouble')));
    },
  });
  byId('change-cancel').addEventListener('click', () => dialog.close(), { signal });
  return new Promise((resolve) => {
    const close = () => {
      closing.abort();
      resolve(dialog.returnValue === 'saved');
    };
    dialog.addEventListener('close', close, { signal });
  });
};
