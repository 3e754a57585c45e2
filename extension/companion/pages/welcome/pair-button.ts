import { statusLine } from '../../../ui/piece.ts';
import { createConsent } from '../shared/consent/consent.ts';
import { placeOfSettings } from '../shared/consent/place.ts';
import { createPairButton } from '../shared/pairing/pair-button.ts';
import { TEXTS } from '../shared/texts/texts.ts';

const consent = createConsent(placeOfSettings, TEXTS.welcome.hints);

type OnClaim = Parameters<typeof createPairButton>[0]['onClaim'];

let receive: OnClaim | undefined;

/** Calls `claimed` with the result of each click that the guard accepts. */
export const onClaim = (claimed: OnClaim): void => {
  receive = claimed;
};

/** Pairs this browser with one click. */
export const pairButton = createPairButton({ consent, onClaim: async (claim) => receive?.(claim) });

/** Why the button cannot be clicked. */
export const pairHint = statusLine('soft');

consent.onChange(() => {
  pairHint.textContent = consent.hint();
});
