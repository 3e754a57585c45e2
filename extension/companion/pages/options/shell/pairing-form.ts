import browser from 'webextension-polyfill';
import { byId, element } from '../../../../ui/element.ts';
import { host } from '../../shared/host.ts';
import { setUpKeyForm } from '../../shared/key-form.ts';
import { words } from '../../shared/texts/page-words.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { pairByClick } from './pair-by-click.ts';

const card = byId('key-card');
const form = byId<HTMLFormElement>('pair');
const field = byId<HTMLInputElement>('key');
const answer = byId('key-answer');

/** The card is hidden by the next check, which also shows that the browser is paired. */
const showPaired = () => {
  answer.replaceChildren(element('p', { textContent: TEXTS.pairedNow }));
  words.announce(TEXTS.pairedNow);
};

const click = pairByClick({
  place: byId('pair-by-click'),
  answer,
  fallback: byId('key-title'),
  onPaired: showPaired,
});

setUpKeyForm({ form, field, answer, onPaired: showPaired });

/** Removes the pairing of this browser. The page then shows the field for the key. */
export const unpair = async (): Promise<void> => {
  await host.call('unpair');
  await browser.storage.local.remove('token');
  answer.replaceChildren();
};

/** Shows the field for the key, or hides it. Returns whether that hid the focused element. */
export const showPairingForm = (shown: boolean): boolean => {
  const leaving = card.contains(document.activeElement);
  card.hidden = !shown;
  form.hidden = !shown;
  void click.show(shown);
  return leaving && !shown;
};
