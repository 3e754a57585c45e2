import { html, nothing, render } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { element } from '../../../../ui/element.ts';
import { TEXTS } from '../texts/texts.ts';
import { lookUpCapabilities } from './look-up-capabilities.ts';
import { matches, modelFacts, withCount } from './model-facts.ts';
import { findModel, type ListedModel, type ModelRow } from './model-rows.ts';

/** The number of models that are shown without a search. */
const FEW = 8;

const rowView = (row: ModelRow, facts: string | undefined, shown: boolean) => html`
  <label ?hidden=${!shown}>
    <input type="checkbox" name="model" .value=${row.name} ?checked=${row.checked} />
    <span class="model"><bdi>${row.name}</bdi><span class="soft facts">${facts}</span></span>
  </label>`;

const searchView = (onSearch: (wanted: string) => void) => html`
  <input
    type="search"
    class="field"
    placeholder=${TEXTS.find}
    aria-label=${TEXTS.find}
    @input=${(event: Event) => onSearch((event.target as HTMLInputElement).value.trim())}
  />`;

/** A list of checkboxes with a search. Selected rows that the search leaves out are counted. */
export const createModelList = (rows: readonly ModelRow[], listed: readonly ListedModel[]) => {
  const root = element('div', { className: 'models' });
  const models = rows.map(({ name }) => findModel(listed, name));
  const facts = rows.map((row, at) => modelFacts(row, models[at]));
  const selected = new Set(rows.filter(({ checked }) => checked).map(({ name }) => name));
  let wanted = '';
  let whole = rows.length <= FEW;
  let asked = false;

  const isShown = (row: ModelRow, at: number) =>
    wanted === '' ? whole || at < FEW || selected.has(row.name) : matches(`${row.name} ${facts[at]}`, wanted);

  const search = (text: string) => {
    wanted = text;
    update();
  };

  /** Shows all rows, and gives the focus of the button to the first that is new. */
  const showAll = () => {
    const first = root.querySelector<HTMLElement>('label[hidden] input');
    whole = true;
    update();
    first?.focus();
  };

  const view = () => {
    const shown = rows.map(isShown);
    const unseen = rows.filter(({ name }, at) => selected.has(name) && !shown[at]).length;
    const isCut = wanted === '' && shown.includes(false);
    const report = [
      wanted !== '' && !shown.includes(true) && TEXTS.picker.none,
      unseen > 0 && withCount(TEXTS.picker.selected, unseen),
    ].filter((each) => each !== false);
    return html`
      ${rows.length > FEW ? searchView(search) : nothing}
      ${repeat(
        rows,
        ({ name }) => name,
        (row, at) => rowView(row, facts[at], shown[at] ?? false),
      )}
      ${isCut ? html`<button type="button" class="copy" @click=${showAll}>${withCount(TEXTS.picker.all, rows.length)}</button>` : nothing}
      <p class="soft" role="status">${report.join(' ')}</p>`;
  };
  const update = () => render(view(), root);
  let due = false;
  /** Once for all answers that are there together. */
  const updateSoon = () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      update();
    });
  };

  root.addEventListener('change', ({ target }) => {
    const { name, value, checked } = target as HTMLInputElement;
    if (name !== 'model') return;
    if (checked) selected.add(value);
    else selected.delete(value);
    update();
  });
  update();

  return {
    root,
    /** Looks up what the models can do, when the list is first shown. */
    lookUp() {
      if (asked) return;
      asked = true;
      void lookUpCapabilities(models, (at, capabilities) => {
        const row = rows[at];
        if (row) facts[at] = modelFacts(row, models[at], capabilities);
        updateSoon();
      });
    },
  };
};
