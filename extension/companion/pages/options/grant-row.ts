import type { Grant } from '../../../../shared/access/grant.ts';
import type { UsageCounts } from '../../../../shared/access/usage.ts';
import { element } from '../../../ui/element.ts';
import { extensionLabel } from '../shared/extension-label.ts';
import { TEXTS } from '../shared/texts/texts.ts';
import { grantTerms } from './grant-terms.ts';
import { type Action, listRow } from './list-row.ts';

interface Options {
  /** The grant of this browser itself: given up by Unpair, not by Revoke. */
  readonly own: boolean;
  readonly today: UsageCounts | undefined;
  revoke(grant: Grant): void;
  change(grant: Grant): void;
  setDisabled(grant: Grant, disabled: boolean): void;
}

const chip = (textContent: string) => element('span', { className: 'chip', textContent });

const prefix = (id: string) => element('code', { textContent: `otk_${id}_…`, dir: 'ltr' });

/** What a key is called, and how its text begins. */
const keyLabel = ({ name, id }: Grant, what: string): HTMLElement =>
  element('div', { className: 'row' }, element('bdi', { textContent: name }), prefix(id), chip(what));

/** Whose a grant is, as a person reads it. */
export const grantLabel = async (grant: Grant, own: boolean): Promise<HTMLElement> => {
  const { kind, caller, name, id, scopes } = grant;
  if (kind === 'pairing') {
    const what = own ? TEXTS.thisBrowser : TEXTS.pairing;
    return element('div', { className: 'row' }, element('bdi', { textContent: name }), chip(what));
  }
  if (scopes.includes('admin')) return keyLabel(grant, TEXTS.ownerKey);
  if (caller === 'http') return keyLabel(grant, TEXTS.httpKey);
  if (caller === null) return keyLabel(grant, TEXTS.unboundKey);
  const label = await extensionLabel(caller);
  if (kind === 'key') label.append(prefix(id), chip(TEXTS.byKey));
  return label;
};

/** A grant as a row of the list, with what can be done about it. */
export const grantRow = async (
  grant: Grant,
  { own, today, revoke, change, setDisabled }: Options,
): Promise<HTMLElement> => {
  const label = await grantLabel(grant, own);
  if (grant.disabledAt != null) label.append(chip(TEXTS.disabled));
  const lines = grantTerms({ ...grant, today }, Date.now());
  const changeable = grant.kind !== 'pairing' && !grant.scopes.includes('admin');
  const actions: Action[] = [];
  const disabled = grant.disabledAt != null;
  if (changeable) {
    actions.push({ text: TEXTS.change, run: () => change(grant) });
    const text = disabled ? TEXTS.enable : TEXTS.disable;
    if (grant.kind === 'key')
      actions.push({ text, gives: disabled, run: () => setDisabled(grant, !disabled) });
  }
  if (!own) actions.push({ text: TEXTS.revoke, run: () => revoke(grant) });
  return listRow({ label, lines, about: grant.caller ?? grant.name, actions });
};
