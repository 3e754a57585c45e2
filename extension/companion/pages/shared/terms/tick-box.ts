import { element } from '../../../../ui/element.ts';

interface Box {
  readonly type?: 'checkbox' | 'radio';
  readonly name: string;
  readonly value: string;
  readonly words: string;
  readonly checked: boolean;
  /** What is said of it, softly. */
  readonly note?: string | undefined;
}

/** A box to tick with its words. They are set apart, so that none can turn the direction of what follows. */
export const tickBox = ({ type = 'checkbox', name, value, words, checked, note }: Box): HTMLLabelElement => {
  const label = element(
    'label',
    {},
    element('input', { type, name, value, checked }),
    element('bdi', { textContent: words }),
  );
  if (note) label.append(element('span', { className: 'soft note', textContent: note }));
  return label;
};
