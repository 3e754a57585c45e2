import { element } from '../../../../ui/element.ts';

interface Box {
  readonly type?: 'checkbox' | 'radio';
  readonly name: string;
  readonly value: string;
  readonly words: string;
  readonly checked: boolean;
  /** A remark after the label. */
  readonly note?: string | undefined;
  /** What can go wrong, below the label. */
  readonly risk?: string | undefined;
}

/** A checkbox or radio button with its label, which is isolated so that it cannot reverse the direction of other text. */
export const tickBox = ({
  type = 'checkbox',
  name,
  value,
  words,
  checked,
  note,
  risk,
}: Box): HTMLLabelElement => {
  const label = element(
    'label',
    {},
    element('input', { type, name, value, checked }),
    element('bdi', { textContent: words }),
  );
  if (risk) {
    label.classList.add('risky');
    label.append(element('span', { className: 'risk', textContent: risk }));
  }
  if (note) label.append(element('span', { className: 'soft note', textContent: note }));
  return label;
};
