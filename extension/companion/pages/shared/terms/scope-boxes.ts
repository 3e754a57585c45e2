import { RISKY_SCOPES, SCOPE_NAMES, type Scope } from '../../../../../shared/access/scopes.ts';
import { element } from '../../../../ui/element.ts';
import { pageLanguage } from '../../../../ui/texts/page-language.ts';
import { TEXTS } from '../texts/texts.ts';
import { tickBox } from './tick-box.ts';

export interface ScopesOffered {
  readonly asked: readonly Scope[];
  readonly has: readonly Scope[];
}

/** No extension can be given `admin`, which belongs to the companion. */
const OFFERED = SCOPE_NAMES.filter((scope) => scope !== 'admin');

type RiskyScope = (typeof RISKY_SCOPES)[number];

const isRisky = (scope: Scope): scope is RiskyScope => (RISKY_SCOPES as readonly Scope[]).includes(scope);

const box = (scope: (typeof OFFERED)[number], checked: boolean) => {
  const risk = isRisky(scope) ? TEXTS.risks[scope] : undefined;
  return tickBox({ name: 'scope', value: scope, words: pageLanguage.texts.scopes[scope], checked, risk });
};

const boxes = (scopes: typeof OFFERED, checked: boolean) => scopes.map((scope) => box(scope, checked));

/** The requested scopes. Those with a risk follow under a heading of their own, and are never checked. */
const requested = (scopes: typeof OFFERED): readonly HTMLElement[] => {
  const risky = scopes.filter(isRisky);
  const harmless = scopes.filter((scope) => !isRisky(scope));
  if (risky.length === 0) return boxes(harmless, true);
  const heading = element('p', { className: 'group', textContent: TEXTS.risky });
  const group = element('div', { className: 'risks' }, heading, ...boxes(risky, false));
  return [...boxes(harmless, true), group];
};

/** Checks the scopes that are already granted, or requested and harmless. The others are unchecked in a closed group. */
export const scopeBoxes = ({ asked, has }: ScopesOffered): HTMLElement => {
  const known = OFFERED.filter((scope) => has.includes(scope));
  const wanted = OFFERED.filter((scope) => asked.includes(scope) && !has.includes(scope));
  const rest = OFFERED.filter((scope) => !known.includes(scope) && !wanted.includes(scope));
  const legend = has.length === 0 ? TEXTS.may : wanted.length > 0 ? TEXTS.asksFor : TEXTS.may;
  const view = element('fieldset', {}, element('legend', { textContent: legend }), ...requested(wanted));
  if (known.length > 0 && wanted.length > 0)
    view.append(element('p', { className: 'soft group', textContent: TEXTS.mayAlready }));
  view.append(...boxes(known, true));
  if (rest.length > 0) {
    const textContent = asked.length > 0 ? TEXTS.more : TEXTS.others;
    const summary = element('summary', { className: 'soft', textContent });
    view.append(element('details', {}, summary, ...boxes(rest, false)));
  }
  return view;
};
