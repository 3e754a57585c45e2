import { element } from '../../../../ui/element.ts';
import { TEXTS } from '../texts/texts.ts';
import { createModelList } from './model-list.ts';
import { type ListedModel, type ModelsOffered, modelRows } from './model-rows.ts';
import { noModelsView } from './no-models.ts';
import { tickBox } from './tick-box.ts';

/** Offers all models or a selection. `listed` is undefined if Ollama could not list its models. */
export const modelPicker = (
  listed: readonly ListedModel[] | undefined,
  offered: ModelsOffered,
): HTMLElement => {
  const { all, rows } = modelRows(listed ?? [], offered);
  const legend = element('legend', { textContent: TEXTS.with });
  if (rows.length === 0) return element('fieldset', {}, legend, ...noModelsView(listed !== undefined));
  const which = (value: string, words: string, checked: boolean) =>
    tickBox({ type: 'radio', name: 'which', value, words, checked });
  const some = which('some', TEXTS.onlyThese, !all);
  const list = createModelList(rows, listed ?? []);
  const view = element('fieldset', {}, legend, which('all', TEXTS.allModels, all), some, list.root);
  if (!listed) view.append(element('p', { className: 'soft group', textContent: TEXTS.noModels }));
  const update = () => {
    const isOpen = some.querySelector('input')?.checked ?? false;
    list.root.hidden = !isOpen;
    if (isOpen) list.lookUp();
  };
  view.addEventListener('change', ({ target }) => {
    update();
    // The list opens below what was clicked, perhaps out of sight.
    if ((target as HTMLInputElement).value === 'some') list.root.scrollIntoView({ block: 'nearest' });
  });
  update();
  return view;
};
