import { DEFAULT_SCOPES } from '../../../../../shared/access/scopes.ts';
import type { NewKey } from '../../../../../shared/protocol/calls.ts';
import { element } from '../../../../ui/element.ts';
import type { ListedModel } from '../../shared/terms/model-rows.ts';
import { termsFields } from '../../shared/terms/terms-form.ts';
import { tickBox } from '../../shared/terms/tick-box.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { limitFields, readLimits } from '../grants/limit-fields.ts';
import { consent } from '../shell/consent.ts';

interface Options {
  /** Undefined if Ollama could not list its models. */
  readonly listed: readonly ListedModel[] | undefined;
  readonly signal: AbortSignal;
  create(key: NewKey): void;
}

const USES = ['http', 'extension'] as const;

const useFields = (): HTMLElement => {
  const { keyFor, uses } = TEXTS.options;
  const radios = USES.map((use) =>
    tickBox({ type: 'radio', name: 'use', value: use, words: uses[use], checked: use === 'http' }),
  );
  return element('fieldset', {}, element('legend', { textContent: keyFor }), ...radios);
};

const nameField = (): HTMLElement =>
  element(
    'label',
    { className: 'name' },
    element('span', { textContent: TEXTS.options.name }),
    element('input', {
      name: 'name',
      className: 'field',
      required: true,
      maxLength: 75,
      autocomplete: 'off',
    }),
  );

const footer = (button: HTMLButtonElement, hint: HTMLElement): HTMLElement =>
  element('div', { className: 'buttons' }, hint, element('div', { className: 'row' }, button));

/** The form for a new key. The guard must accept the click that creates it. */
export const newKeyForm = ({ listed, signal, create }: Options): HTMLFormElement => {
  const hint = element('p', { className: 'soft', role: 'status', id: 'new-lacks' });
  const button = element('button', { type: 'button', className: 'primary', id: 'create', disabled: true });
  button.textContent = TEXTS.options.create;
  button.setAttribute('aria-describedby', hint.id);
  const form = element(
    'form',
    { className: 'card new-key' },
    nameField(),
    useFields(),
    ...termsFields({ asked: { scopes: DEFAULT_SCOPES, models: null }, has: null, listed }),
    limitFields(null),
    footer(button, hint),
  );
  consent.onSubmit({
    form,
    button,
    hint,
    signal,
    run({ scopes, models, duration }) {
      if (!form.reportValidity() || duration === 'keep') return;
      const data = new FormData(form);
      const use = data.get('use') === 'http' ? 'http' : 'extension';
      create({ name: String(data.get('name')), use, scopes, models, duration, limits: readLimits(form) });
    },
  });
  return form;
};
