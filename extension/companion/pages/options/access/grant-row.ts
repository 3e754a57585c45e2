import { type Grant, grantState } from '../../../../../shared/access/grant.ts';
import type { UsageCounts } from '../../../../../shared/access/usage.ts';
import { element } from '../../../../ui/element.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { extensionLabel } from '../../shared/who/extension-label.ts';
import { namesOf } from '../../shared/who/named-grant.ts';
import { grantTerms } from './grant-terms.ts';
import { type Action, listRow } from './list-row.ts';

interface Options {
  /** The grant of this browser's pairing, which is removed by Unpair. */
  readonly own: boolean;
  readonly today: UsageCounts | undefined;
  /** Whether another extension in the list has the same name. */
  readonly namesake: boolean;
  revoke(grant: Grant): void;
  change(grant: Grant): void;
  setDisabled(grant: Grant, disabled: boolean): void;
}

const chip = (textContent: string) => element('span', { className: 'chip', textContent });

const prefix = (id: string) => element('code', { textContent: `otk_${id}_…`, dir: 'ltr' });

/** What a grant is if no extension uses it: a paired browser, or one of three kinds of key. */
const kindOf = ({ kind, caller, scopes }: Grant, own: boolean): string | undefined => {
  if (kind === 'pairing') return own ? TEXTS.thisBrowser : TEXTS.pairing;
  if (scopes.includes('admin')) return TEXTS.ownerKey;
  if (caller === 'http') return TEXTS.httpKey;
  return caller === null ? TEXTS.unboundKey : undefined;
};

/** Whose a grant is: the extension, or the name of a key or browser with what it is. */
export const grantLabel = async (grant: Grant, own: boolean): Promise<HTMLElement> => {
  const { kind, caller, name, id } = grant;
  const what = kindOf(grant, own);
  const label =
    what === undefined
      ? await extensionLabel(
          caller ?? '',
          kind === 'key' ? { claimed: grant.claimedName ?? undefined } : namesOf(grant),
        )
      : element('div', { className: 'row' }, element('bdi', { textContent: name }));
  if (kind === 'key') label.append(prefix(id));
  if (what !== undefined || kind === 'key') label.append(chip(what ?? TEXTS.byKey));
  return label;
};

/** A grant as a row of the list, with the actions that it has. */
export const grantRow = async (
  grant: Grant,
  { own, today, namesake, revoke, change, setDisabled }: Options,
): Promise<HTMLElement> => {
  const now = Date.now();
  const label = await grantLabel(grant, own);
  const disabled = grantState(grant, now) === 'disabled';
  if (namesake) label.append(element('div', { className: 'caution', textContent: TEXTS.sameName }));
  if (disabled) label.append(chip(TEXTS.disabled));
  const actions: Action[] = [];
  if (grant.kind !== 'pairing' && !grant.scopes.includes('admin')) {
    actions.push({ text: TEXTS.change, run: () => change(grant) });
    const text = disabled ? TEXTS.enable : TEXTS.disable;
    if (grant.kind === 'key')
      actions.push({ text, gives: disabled, run: () => setDisabled(grant, !disabled) });
  }
  const text = kindOf(grant, own) === undefined ? TEXTS.removeAccess : TEXTS.revoke;
  if (!own) actions.push({ text, run: () => revoke(grant) });
  return listRow({
    label,
    lines: grantTerms({ ...grant, today }, now),
    about: grant.caller ?? grant.name,
    actions,
  });
};
