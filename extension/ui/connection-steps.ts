import type { Hop, TurnkeyStatus } from '../../shared/protocol/status.ts';
import { keepFocus } from './keep-focus.ts';
import { piece } from './piece.ts';
import { type ActionButtons, problemView } from './problem-view.ts';
import type { Words } from './texts/texts.ts';

/** The hops from this extension to Ollama, in order. */
export const HOPS = ['companion', 'host', 'access', 'ollama'] as const;

/** A list of the hops with their states. */
interface ConnectionSteps {
  readonly root: HTMLElement;
  show(status: TurnkeyStatus): void;
}

const stepView = (
  name: (typeof HOPS)[number],
  { state, version, problem }: Hop,
  words: Words,
  buttons?: ActionButtons,
): readonly Node[] => {
  const { hops, states } = words.texts;
  const row = piece('div', 'row', {}, piece('strong', 'hop-name', { textContent: hops[name] }), ' ');
  row.append(piece('span', `chip chip-${state}`, { textContent: states[state] }));
  if (version) row.append(' ', piece('span', 'soft', { textContent: version, dir: 'ltr' }));
  return problem ? [row, problemView(problem, words, buttons)] : [row];
};

/** Shows each hop with its state and its problem. `title` gets the focus if an update removes the focused element. */
export const connectionSteps = (
  words: Words,
  title: HTMLElement,
  buttons?: ActionButtons,
): ConnectionSteps => {
  const steps = HOPS.map((name) => {
    const item = piece('li', `hop hop-${name}`);
    item.dataset['hop'] = name;
    return { name, item, shown: '' };
  });
  const root = piece('ol', 'list hops', { role: 'list' });
  return {
    root,
    show(status) {
      for (const step of steps) {
        const { name, item } = step;
        const now = JSON.stringify(status[name]);
        // An unchanged hop keeps its elements and their focus.
        if (step.shown === now) continue;
        if (step.shown === '') root.append(item);
        step.shown = now;
        keepFocus(item, title, () => item.replaceChildren(...stepView(name, status[name], words, buttons)));
      }
    },
  };
};
