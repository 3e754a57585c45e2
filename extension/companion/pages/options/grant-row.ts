import type { Grant } from '../../../../shared/access/grant.ts';
import { element } from '../../../ui/element.ts';
import { extensionLabel } from '../shared/extension-label.ts';
import { grantTerms } from './grant-terms.ts';
import { listRow } from './list-row.ts';
import { TEXTS } from './texts.ts';

interface Options {
  /** The grant of this browser itself: given up by Unpair, not by Revoke. */
  readonly own: boolean;
  revoke(grant: Grant): void;
}

const chip = (textContent: string) => element('span', { className: 'chip', textContent });

const labelOf = async ({ kind, caller, name, id }: Grant, own: boolean): Promise<HTMLElement> => {
  if (kind === 'approval' && caller !== null) return extensionLabel(caller);
  if (kind === 'key' && caller !== null) {
    const label = await extensionLabel(caller);
    label.append(chip(TEXTS.byKey));
    return label;
  }
  const what = kind === 'pairing' ? (own ? TEXTS.thisBrowser : TEXTS.pairing) : TEXTS.unboundKey;
  const title = element('bdi', { textContent: name });
  return element('div', { className: 'row' }, title, element('code', { textContent: id }), chip(what));
};

/** A grant as a row of the list, with Revoke. */
export const grantRow = async (grant: Grant, { own, revoke }: Options): Promise<HTMLElement> => {
  const label = await labelOf(grant, own);
  const lines = grantTerms(grant, Date.now());
  if (own) return listRow({ label, lines });
  const about = grant.caller ?? grant.name;
  return listRow({ label, lines, action: { text: TEXTS.revoke, about, run: () => revoke(grant) } });
};
