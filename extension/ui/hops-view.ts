import type { Hop, TurnkeyStatus } from '../../shared/protocol/status.ts';
import { element } from './element.ts';
import { problemView } from './problem-view.ts';

const HOPS = [
  ['companion', 'Ollama Turnkey extension'],
  ['host', 'Host on this computer'],
  ['access', 'Permission'],
  ['ollama', 'Ollama'],
] as const;

const WORDS: Record<Hop['state'], string> = {
  ready: 'ready',
  problem: 'needs attention',
  unknown: 'not known yet',
};

const hopView = (name: string, key: string, { state, version, problem }: Hop): HTMLElement => {
  const chip = element('span', { className: 'chip', textContent: WORDS[state] });
  chip.dataset['state'] = state;
  const title = element('div', { className: 'row' }, element('strong', { textContent: name }), chip);
  if (version) title.append(element('span', { className: 'soft', textContent: version }));
  const item = element('li', {}, title);
  item.dataset['hop'] = key;
  if (problem) item.append(problemView({ ...problem, help: problem.help }));
  return item;
};

/** The way to Ollama, hop by hop, each with its state and what to do about it. */
export const hopsView = (status: TurnkeyStatus): HTMLElement =>
  element('ol', { className: 'hops' }, ...HOPS.map(([key, name]) => hopView(name, key, status[key])));
