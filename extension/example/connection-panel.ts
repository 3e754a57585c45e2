import type { Turnkey } from '../sdk/index.ts';
import { connectionSteps } from '../ui/connection-steps.ts';
import { byId } from '../ui/element.ts';
import { words } from './words.ts';

interface Options {
  turnkey(): Turnkey;
  askForAccess(): void;
  /** An empty string means no key. */
  useKey(key: string): void;
  complain(error: unknown): void;
}

/** The panel with the connection, a button to ask for access, and a field for a key. */
export const setUpConnectionPanel = ({ turnkey, askForAccess, useKey, complain }: Options): void => {
  const panel = byId<HTMLDetailsElement>('more');
  const steps = connectionSteps(words, byId('way'));
  const refresh = async () => steps.show(await turnkey().status());
  byId('hops').append(steps.root);

  panel.addEventListener('toggle', () => {
    if (panel.open) refresh().catch(complain);
  });

  byId('access').addEventListener('click', askForAccess);

  byId<HTMLFormElement>('own').addEventListener('submit', (event) => {
    event.preventDefault();
    const field = byId<HTMLInputElement>('own-key');
    const key = field.value.trim();
    // Keep the key in memory only, not in the field.
    field.value = '';
    useKey(key);
    refresh().catch(complain);
  });
};
