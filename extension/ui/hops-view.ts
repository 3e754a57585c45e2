import type { Hop, TurnkeyStatus } from '../../shared/protocol/status.ts';
import { element } from './element.ts';
import { problemView } from './problem-view.ts';
import { HOP_NAMES, HOP_STATES } from './texts.ts';

export type HopName = keyof typeof HOP_NAMES;

export const HOPS = Object.keys(HOP_NAMES) as readonly HopName[];

const hopView = (hop: HopName, { state, version, problem }: Hop): HTMLElement => {
  const chip = element('span', { className: 'chip', textContent: HOP_STATES[state] });
  chip.dataset['state'] = state;
  const title = element(
    'div',
    { className: 'row' },
    element('strong', { textContent: HOP_NAMES[hop] }),
    chip,
  );
  if (version) title.append(element('span', { className: 'soft', textContent: version }));
  const item = element('li', {}, title);
  item.dataset['hop'] = hop;
  if (problem) item.append(problemView({ ...problem, help: problem.help }));
  return item;
};

/** The way to Ollama, hop by hop, each with its state and what to do about it. */
export const hopsView = (status: TurnkeyStatus): HTMLElement =>
  element('ol', { className: 'list' }, ...HOPS.map((hop) => hopView(hop, status[hop])));
