import type { Limits } from '../../../../../shared/access/grant.ts';
import { element } from '../../../../ui/element.ts';
import { TEXTS } from '../../shared/texts/texts.ts';

/** The largest limit that can be typed. */
const MAX = '100000';

const field = (name: keyof Limits, text: string, value: number | undefined): HTMLElement =>
  element(
    'label',
    { className: 'limit' },
    element('span', { textContent: text }),
    element('input', {
      ...{ type: 'number', name, className: 'field', min: '1', max: MAX, step: '1' },
      ...{ placeholder: TEXTS.options.noLimit, value: value === undefined ? '' : String(value) },
    }),
  );

/** The fields for the limits of a permission. An empty one sets none. */
export const limitFields = (limits: Limits | null): HTMLElement => {
  const { limitsTitle, concurrent, perMinute } = TEXTS.options;
  return element(
    'fieldset',
    { className: 'limits' },
    element('legend', { textContent: limitsTitle }),
    field('concurrent', concurrent, limits?.concurrent),
    field('perMinute', perMinute, limits?.perMinute),
  );
};

/** Reads the fields of {@link limitFields} in a form. Null if all are empty or missing. */
export const readLimits = (form: HTMLFormElement): Limits | null => {
  const data = new FormData(form);
  const given = (['concurrent', 'perMinute'] as const).flatMap((name) => {
    const text = data.get(name);
    return typeof text === 'string' && text !== '' ? [[name, Number(text)] as const] : [];
  });
  return given.length === 0 ? null : Object.fromEntries(given);
};
