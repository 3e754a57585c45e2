import browser from 'webextension-polyfill';
import { explain } from '../../../sdk/explain.ts';
import { byId, element } from '../../../ui/element.ts';
import { problemView } from '../../../ui/problem-view.ts';
import { host } from '../shared/host.ts';

const form = byId<HTMLFormElement>('pair');
const field = byId<HTMLInputElement>('key');
const answer = byId('key-answer');

/** The key goes to the host once; what is stored is the token that the host gives for it. */
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const key = field.value;
  field.value = '';
  try {
    const { token } = await host.call('pair', { key });
    await browser.storage.local.set({ token });
    answer.replaceChildren(element('p', { textContent: 'Paired. Extensions can ask for access now.' }));
  } catch (error) {
    answer.replaceChildren(problemView(explain(error)));
  }
});

byId('unpair').addEventListener('click', async () => {
  try {
    await host.call('unpair');
    await browser.storage.local.remove('token');
    answer.replaceChildren();
  } catch (error) {
    answer.replaceChildren(problemView(explain(error)));
  }
});

/** Shows the field while there is a host to send a key to, or that it is paired. */
export const showKey = ({ reachable, paired }: { reachable: boolean; paired: boolean }): void => {
  form.hidden = !reachable || paired;
  byId('paired').hidden = !paired;
  byId('key-title').parentElement?.toggleAttribute('hidden', !reachable);
};
