import { byId, element } from '../ui/element.ts';
import type { Figures } from './stream-chat.ts';

export const addQuestion = (text: string): void => {
  byId('talk').append(element('p', { className: 'question', textContent: text }));
};

/** An empty answer, to be filled as it arrives. */
export const addAnswer = (): HTMLElement => {
  const answer = element('p', { className: 'answer' });
  answer.dataset['testid'] = 'answer';
  byId('talk').append(answer);
  return answer;
};

export const showFigures = (answer: HTMLElement, { firstTokenMs, tokensPerSecond }: Figures): void => {
  const first = element('span', { textContent: firstTokenMs.toFixed(1) });
  first.dataset['testid'] = 'first-token-ms';
  const figures = element('p', { className: 'figures soft' }, 'First token after ', first, ' ms');
  if (tokensPerSecond) figures.append(` · ${tokensPerSecond.toFixed(1)} tokens/s`);
  answer.after(figures);
};
