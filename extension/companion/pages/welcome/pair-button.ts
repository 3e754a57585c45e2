import { element } from '../../../ui/element.ts';
import { statusLine } from '../../../ui/piece.ts';
import { createConsent } from '../shared/consent/consent.ts';
import { placeOfSettings } from '../shared/consent/place.ts';
import { TEXTS } from '../shared/texts/texts.ts';

/** One guard for the page, since other extensions can open it at any time and in any window. */
const consent = createConsent(placeOfSettings, TEXTS.welcome.hints);

/** Pairs this browser with one click. One element, so that the guard can watch its clicks. */
export const pairButton = element('button', {
  ...{ type: 'button', id: 'claim', className: 'primary', textContent: TEXTS.pairByClick.pair },
});

/** Why the button cannot be clicked. */
export const pairHint = statusLine('soft');

const update = () => {
  pairButton.disabled = consent.guard.obstacle !== undefined;
  pairHint.textContent = consent.hint();
};
consent.onChange(update);
update();

/** Calls `claim` for each click that the guard accepts. */
export const onClaim = (claim: () => void): void => consent.onClick(pairButton, claim);

/** The button has just become visible: the guard waits until the user can have seen it. */
export const pairButtonShown = (): void => consent.guard.restart();
