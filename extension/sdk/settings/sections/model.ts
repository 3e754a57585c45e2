import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { piece } from '../../../ui/piece.ts';
import { problemView } from '../../../ui/problem-view.ts';
import { fill } from '../../../ui/texts/fill.ts';
import { withCommands } from '../../../ui/with-commands.ts';
import { explain } from '../../explain.ts';
import { type Context, frame, type Section } from './section.ts';

/** The section with a select for a model of the user's Ollama. */
export interface ModelSection extends Section {
  value: string;
  disabled: boolean;
  readonly field: HTMLSelectElement;
}

interface Actions {
  /** The names of the models, newest first. */
  list(): Promise<readonly string[]>;
  onChoice(model: string): void;
}

/** The options. The selected model stays in the list if it is not installed, marked as missing. */
export const modelChoices = (
  models: readonly string[],
  value: string,
): readonly { readonly value: string; readonly isMissing: boolean }[] => {
  const isMissing = value !== '' && !models.includes(value);
  return [
    ...(isMissing ? [{ value, isMissing }] : []),
    ...models.map((each) => ({ value: each, isMissing: false })),
  ];
};

/** A request without permission would open an approval window. */
const mayList = ({ ready, fallback, grant }: TurnkeyStatus): boolean =>
  fallback || (ready && grant?.scopes.includes('read') === true);

/** Creates the section with the select. Without permission to list models it shows a hint instead. */
export const modelSection = (context: Context, { list, onChoice }: Actions): ModelSection => {
  const { texts, level } = context;
  const { root, title } = frame('model', texts.model, level);
  const field = piece('select', 'field');
  field.setAttribute('aria-labelledby', title.id);
  field.setAttribute('aria-describedby', 'model-hint');
  const hint = piece('div', 'soft', { id: 'model-hint', role: 'status' });
  root.append(field, hint);
  let models: readonly string[] = [];
  let value = '';
  let disabled = false;
  let turn = 0;
  let shown = '';

  const render = () => {
    const choices = modelChoices(models, value);
    field.disabled = disabled || models.length === 0;
    const now = JSON.stringify([choices, value]);
    // Replacing the options closes an open list.
    if (now === shown) return;
    shown = now;
    const none = piece('option', 'option', { value: '', textContent: texts.choose, disabled: true });
    const options = choices.map(({ value: each, isMissing }) => {
      const textContent = isMissing ? fill(texts.gone, { model: each }) : each;
      return piece('option', 'option', { value: each, textContent });
    });
    field.replaceChildren(...(value === '' ? [none] : []), ...options);
    field.value = value;
  };
  const showHint = (...words: readonly (Node | string)[]) => hint.replaceChildren(...words);

  field.addEventListener('change', () => {
    value = field.value;
    render();
    onChoice(value);
  });
  render();

  return {
    root,
    field,
    get value() {
      return value;
    },
    set value(wanted) {
      value = wanted;
      render();
    },
    get disabled() {
      return disabled;
    },
    set disabled(is) {
      disabled = is;
      render();
    },
    show(status) {
      turn += 1;
      const own = turn;
      if (!mayList(status)) return showHint(models.length === 0 ? texts.modelsLater : '');
      list().then(
        (found) => {
          if (own !== turn) return;
          models = found;
          render();
          showHint(...(found.length === 0 ? withCommands(texts.noModel, context) : []));
        },
        (error: unknown) => {
          if (own !== turn) return;
          const { code, message, help } = explain(error);
          showHint(code ? problemView({ code, message, help }, context) : message);
        },
      );
    },
  };
};
