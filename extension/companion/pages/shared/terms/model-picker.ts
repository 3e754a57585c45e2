import { element } from '../../../../ui/element.ts';
import { TEXTS } from '../texts/texts.ts';
import { type ListedModel, type ModelRow, type ModelsOffered, modelRows } from './model-rows.ts';
import { tickBox } from './tick-box.ts';

/** The number of models from which on the list has a search field. */
const MANY = 9;

const listView = (rows: readonly ModelRow[]): HTMLElement => {
  const boxes = rows.map(({ name, checked, note }) =>
    tickBox({ name: 'model', value: name, words: name, checked, note }),
  );
  const list = element('div', { className: 'models' }, ...boxes);
  if (rows.length < MANY) return list;
  const field = element('input', {
    type: 'search',
    className: 'field',
    placeholder: TEXTS.find,
    ariaLabel: TEXTS.find,
  });
  field.addEventListener('input', () => {
    const wanted = field.value.trim().toLowerCase();
    for (const [at, box] of boxes.entries()) box.hidden = !rows[at]?.name.toLowerCase().includes(wanted);
  });
  return element('div', {}, field, list);
};

/** Offers all models or a selection. `listed` is undefined if Ollama could not list its models. */
export const modelPicker = (
  listed: readonly ListedModel[] | undefined,
  offered: ModelsOffered,
): HTMLElement => {
  const { all, rows } = modelRows(listed ?? [], offered);
  const which = (value: string, words: string, checked: boolean) =>
    tickBox({ type: 'radio', name: 'which', value, words, checked });
  const list = listView(rows);
  const view = element(
    'fieldset',
    {},
    element('legend', { textContent: TEXTS.with }),
    which('all', TEXTS.allModels, all),
    which('some', TEXTS.onlyThese, !all),
    list,
  );
  if (!listed) view.append(element('p', { className: 'soft group', textContent: TEXTS.noModels }));
  const update = () => {
    list.hidden = view.querySelector<HTMLInputElement>('[value=some]')?.checked === false;
  };
  view.addEventListener('change', update);
  update();
  return view;
};
