import { render } from 'lit';
import { element } from '../../../../ui/element.ts';
import { faceView } from './face.ts';
import { nameView } from './row-view.ts';
import type { Row } from './rows.ts';

/** Which extension or key a dialog is about. */
export const labelOf = (row: Row): HTMLElement => {
  const { grant, purpose, icon } = row;
  const label = element('div', { className: 'row' });
  const id = purpose === 'extension' ? (grant.caller ?? '') : `otk_${grant.id}_…`;
  render(
    [
      faceView({ purpose, caller: grant.caller, icon }),
      nameView(row),
      row.name === undefined ? '' : element('code', { textContent: id, dir: 'ltr' }),
    ],
    label,
  );
  return label;
};
