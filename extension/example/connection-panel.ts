import type { Turnkey } from '../sdk/index.ts';
import { byId } from '../ui/element.ts';
import { hopsView } from '../ui/hops-view.ts';

interface Options {
  turnkey(): Turnkey;
  askForAccess(): void;
  /** An empty key: none of its own. */
  useKey(key: string): void;
  complain(error: unknown): void;
}

/** The part that shows the way to Ollama, asks for access, and takes a key. */
export const setUpConnectionPanel = ({ turnkey, askForAccess, useKey, complain }: Options): void => {
  const panel = byId<HTMLDetailsElement>('more');
  const look = async () => byId('hops').replaceChildren(hopsView(await turnkey().status()));

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
