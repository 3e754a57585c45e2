import type { Turnkey } from '../sdk/index.ts';
import { connectionSteps } from '../ui/connection-steps.ts';
import { byId } from '../ui/element.ts';
import { words } from '../ui/page-words.ts';

interface Options {
  turnkey(): Turnkey;
  askForAccess(): void;
  /** An empty text stands for no key. */
  useKey(key: string): void;
  complain(error: unknown): void;
}

/** The panel that shows the connection, asks for access, and takes a key. */
export const setUpConnectionPanel = ({ turnkey, askForAccess, useKey, complain }: Options): void => {
  const panel = byId<HTMLDetailsElement>('more');
  const steps = connectionSteps(words, byId('way'));
  const look = async () => steps.show(await turnkey().status());
  byId('hops').append(steps.root);

  panel.addEventListener('toggle', () => {
    if (panel.open) look().catch(complain);
  });

  byId('access').addEventListener('click', askForAccess);

  byId<HTMLFormElement>('own').addEventListener('submit', (event) => {
    event.preventDefault();
    const field = byId<HTMLInputElement>('own-key');
    const key = field.value.trim();
    // The key is handed on and kept in no field: the page's memory is the only place that has it.
    field.value = '';
    useKey(key);
    look().catch(complain);
  });
};
