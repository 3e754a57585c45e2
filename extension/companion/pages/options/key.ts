import browser from 'webextension-polyfill';
import { byId, element } from '../../../ui/element.ts';
import { host } from '../shared/host.ts';
import { setUpKeyForm } from '../shared/key-form.ts';
import { pairByClick } from '../shared/pair-by-click.ts';
import { showProblem } from '../shared/show-problem.ts';
import { TEXTS } from '../shared/texts/texts.ts';

const form = byId<HTMLFormElement>('pair');
const field = byId<HTMLInputElement>('key');
const answer = byId('key-answer');

const fail = showProblem(answer);

const showPaired = () => answer.replaceChildren(element('p', { textContent: TEXTS.pairedNow }));

const click = pairByClick({
  place: byId('pair-by-click'),
  answer,
  fallback: byId('key-title'),
  onPaired: showPaired,
});

setUpKeyForm({ form, field, answer, onPaired: showPaired });

const unpair = async () => {
  await host.call('unpair');
  await browser.storage.local.remove('token');
  answer.replaceChildren();
};

byId('unpair').addEventListener('click', () => void unpair().catch(fail));

/** Shows the key field, or that this browser is paired. Shows neither while the host cannot be reached. */
export const showKey = ({ reachable, paired }: { reachable: boolean; paired: boolean }): void => {
  const leaving = [form, byId('paired')].some((each) => each.contains(document.activeElement));
  const field = reachable && !paired;
  const changed = form.hidden === field;
  byId('key-card').hidden = !reachable;
  form.hidden = !field;
  byId('paired').hidden = !paired;
  void click.show(field);
  // Keep the focus in this section after pairing or unpairing by keyboard.
  if (leaving && changed) byId('key-title').focus();
};
